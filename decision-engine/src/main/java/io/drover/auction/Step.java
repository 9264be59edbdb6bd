package io.drover.auction;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a negotiation makes of an event.
 *
 * @param systemLoad mean normalised load of a reply set that came in just now; for {@code auto}
 */
public record Step(Negotiation next, List<Effect> effects, OptionalDouble systemLoad) {

    public Step {
        effects = List.copyOf(effects);
    }

    public static Step to(Negotiation next, List<Effect> effects) {
        return new Step(next, effects, OptionalDouble.empty());
    }

    public static Step to(Negotiation next, Effect... effects) {
        return to(next, List.of(effects));
    }

    public Step learning(double load) {
        return new Step(next, effects, OptionalDouble.of(load));
    }
}
