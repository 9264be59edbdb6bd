package io.drover.plan;

import java.util.List;

/**
 * How hosts would be emptied, in this order, and what would be left on them.
 *
 * @param stays servers that do not go, and why
 * @param shortages of room for those of them that could go
 */
public record DrainPlan(List<Move> moves, List<Plan.Refusal> stays, List<Shortage> shortages) {

    public DrainPlan {
        moves = List.copyOf(moves);
        stays = List.copyOf(stays);
        shortages = List.copyOf(shortages);
    }

    /** Whether the hosts would be empty. */
    public boolean fits() {
        return stays.isEmpty();
    }

    /**
     * @param predictedSeconds T_mig
     * @param loadAfter of the destination, normalised
     */
    public record Move(String server, String source, String destination, double predictedSeconds, double loadAfter) {}

    /**
     * What the servers without a new host need together, against what the hosts that stay could give after the moves.
     *
     * @param resource and its unit
     * @param largest that a single host has left
     */
    public record Shortage(String resource, double needed, double left, double largest) {}
}
