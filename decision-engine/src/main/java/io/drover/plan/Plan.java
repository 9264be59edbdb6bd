package io.drover.plan;

import java.util.List;

/**
 * What would be moved, in this order, and what would not.
 *
 * @param refused servers of hosts that stay hot
 * @param before how even the cluster is
 * @param after how even it would be after all moves
 */
public record Plan(List<Move> moves, List<Refusal> refused, Balance before, Balance after) {

    public Plan {
        moves = List.copyOf(moves);
        refused = List.copyOf(refused);
    }

    /**
     * @param entropyBefore system performance of the cluster just before this move, 0..1
     * @param entropyAfter the same just after it
     * @param predictedSeconds T_mig
     * @param predictedDowntimeSeconds T_down
     * @param reason one sentence for people
     */
    public record Move(
            String server,
            String source,
            String destination,
            double entropyBefore,
            double entropyAfter,
            double predictedSeconds,
            double predictedDowntimeSeconds,
            String reason) {}

    /**
     * @param reason one sentence for people
     */
    public record Refusal(String server, String reason) {}

    /**
     * @param entropy system performance, 0..1
     * @param standardDeviation of the normalised loads, of the population
     * @param maxLoad the highest normalised load
     * @param hotHosts hosts at or above the push threshold
     */
    public record Balance(double entropy, double standardDeviation, double maxLoad, int hotHosts) {}
}
