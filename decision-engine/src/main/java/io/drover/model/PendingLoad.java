package io.drover.model;

import java.time.Instant;

/**
 * Load that was promised and that samples do not show yet: counted whole from the award, faded out only as samples
 * show it. The cure for the overload of thesis 5.1: doc/sources.md, "pending load".
 *
 * @param auction whose migration it is
 * @param cpus u, positive on a destination, negative on a source
 * @param movedAt when the server changed hosts; null: not yet
 * @param shown the share of it that the smoothed load shows by now, 0..1
 */
public record PendingLoad(String auction, double cpus, Instant movedAt, double shown) {

    private static final double ALL = 0.995;

    public static PendingLoad promised(String auction, double cpus) {
        return new PendingLoad(auction, cpus, null, 0);
    }

    public PendingLoad moved(Instant at) {
        return movedAt == null ? new PendingLoad(auction, cpus, at, shown) : this;
    }

    /** After one more sample, {@code weight} of which went into the smoothed load. */
    public PendingLoad sampled(LoadEstimate estimate, Instant previousAt, Instant sampledAt, double weight) {
        if (movedAt == null) return this;
        double seen = estimate.shown(movedAt, previousAt, sampledAt);
        return new PendingLoad(auction, cpus, movedAt, weight * seen + (1 - weight) * shown);
    }

    /** What samples do not show yet, in tasks. */
    public double remaining() {
        return cpus * (1 - shown);
    }

    public boolean faded() {
        return shown >= ALL;
    }
}
