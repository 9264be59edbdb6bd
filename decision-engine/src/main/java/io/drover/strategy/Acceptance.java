package io.drover.strategy;

import io.drover.model.HostInfo;
import io.drover.model.Thresholds;
import java.util.Optional;

/**
 * What both ends of a move must stay after it: the destination below its push threshold, the source above its pull
 * threshold. The source may still be hot, the destination still cold. doc/sources.md, "thresholds" and correction 4.
 */
public final class Acceptance {

    private final boolean byCurrent;

    /**
     * @param byCurrent by the thresholds as they crept, not by the base ones
     */
    public Acceptance(boolean byCurrent) {
        this.byCurrent = byCurrent;
    }

    /** Why the destination would become hot; empty: it stays below. */
    public Optional<String> destination(HostInfo host, double serverLoad) {
        double after = host.load().normalizedWith(serverLoad);
        double push = thresholds(host).push();
        return after < push
                ? Optional.empty()
                : Optional.of(host.host() + " would be at " + text(after) + ", its push threshold is " + text(push));
    }

    /** Why the source would become cold; empty: it stays above. */
    public Optional<String> source(HostInfo host, double serverLoad) {
        if (spares(host, serverLoad)) return Optional.empty();
        double after = host.load().normalizedWith(-serverLoad);
        return Optional.of(host.host() + " would be at " + text(after) + ", its pull threshold is "
                + text(thresholds(host).pull()));
    }

    /** Whether the source stays above. */
    boolean spares(HostInfo host, double serverLoad) {
        return host.load().normalizedWith(-serverLoad) > thresholds(host).pull();
    }

    private Thresholds thresholds(HostInfo host) {
        return byCurrent ? host.current() : host.base();
    }

    static String text(double load) {
        return Double.toString(Math.round(load * 1000) / 1000.0);
    }
}
