package io.drover.auction;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a negotiation makes of an event.
 *
 * @param beside negotiations of the same auction that begin by it and go on by themselves
 */
public record Step(Negotiation next, List<Effect> effects, Learned learned, List<Negotiation> beside) {

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
        beside = List.copyOf(beside);
    }

    public static Step to(Negotiation next, List<Effect> effects) {
        return new Step(next, effects, Learned.NOTHING, List.of());
    }

    public static Step to(Negotiation next, Effect... effects) {
        return to(next, List.of(effects));
    }

    public Step learning(double systemLoad, List<String> silent, Tally tally) {
        Learned learnt = new Learned(OptionalDouble.of(systemLoad), List.copyOf(silent), tally);
        return new Step(next, effects, learnt, beside);
    }

    /** The same, with these effects first. */
    public Step after(List<Effect> before) {
        List<Effect> all = new ArrayList<>(before);
        all.addAll(effects);
        return new Step(next, all, learned, beside);
    }

    /** The same, while another negotiation of its auction begins: with the other's effects last. */
    public Step beside(Step other) {
        List<Effect> all = new ArrayList<>(effects);
        all.addAll(other.effects);
        List<Negotiation> more = new ArrayList<>(beside);
        more.add(other.next);
        return new Step(next, all, learned, more);
    }
}
