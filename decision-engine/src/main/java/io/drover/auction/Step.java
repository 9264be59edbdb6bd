package io.drover.auction;

import java.util.List;
import java.util.OptionalDouble;

/** What a negotiation makes of an event. */
public record Step(Negotiation next, List<Effect> effects, Learned learned) {

    /**
     * What the host learns from it about others.
     *
     * @param systemLoad mean normalised load of a reply set that is complete just now
     * @param silent peers that were invited and did not answer in time
     * @param tally how that reply set was ranked
     */
    public record Learned(OptionalDouble systemLoad, List<String> silent, Tally tally) {
        public static final Learned NOTHING = new Learned(OptionalDouble.empty(), List.of(), Tally.NONE);
    }

    public Step {
        effects = List.copyOf(effects);
    }

    public static Step to(Negotiation next, List<Effect> effects) {
        return new Step(next, effects, Learned.NOTHING);
    }

    public static Step to(Negotiation next, Effect... effects) {
        return to(next, List.of(effects));
    }

    public Step learning(double systemLoad, List<String> silent, Tally tally) {
        return new Step(next, effects, new Learned(OptionalDouble.of(systemLoad), List.copyOf(silent), tally));
    }

    /** The same, with these effects first. */
    public Step after(List<Effect> before) {
        List<Effect> all = new java.util.ArrayList<>(before);
        all.addAll(effects);
        return new Step(next, all, learned);
    }
}
