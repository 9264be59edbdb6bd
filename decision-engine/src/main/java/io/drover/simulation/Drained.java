package io.drover.simulation;

import io.drover.auction.Situation.Refused;
import java.util.List;

/**
 * What became of an order to empty a host.
 *
 * @param orderedAt seconds since the start of the run
 * @param servers on it then
 * @param moves away from it from then on, until the order ended
 * @param secondsUntilEmpty after the order, for the first time; NaN: it was not empty before the order ended
 * @param left servers on it when the order ended
 * @param moving of these, on their way, as its agent last told
 * @param stays those that did not go, and why, as its agent last told
 */
public record Drained(
        String host,
        double orderedAt,
        int servers,
        int moves,
        double secondsUntilEmpty,
        int left,
        int moving,
        List<Refused> stays) {

    public Drained {
        stays = List.copyOf(stays);
    }
}
