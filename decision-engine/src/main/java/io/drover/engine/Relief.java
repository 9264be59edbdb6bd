package io.drover.engine;

import io.drover.model.HostLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether moves lower this host's load as they were predicted to. Where two in a row bring less than half of it, the load
 * is not its servers', and giving more of them away would not help either.
 */
final class Relief {

    private static final int IN_A_ROW = 2;
    private static final double HALF = 0.5;
    private static final double CERTAIN = 3;
    private static final double NEWS = 0.05;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private int missed;
    private Instant stoppedAt;
    private double stoppedLoad;

    /**
     * A sample shows a move, or several.
     *
     * @param predicted by how much they were to lower the load, in CPUs; positive
     * @param above by how much the sample is above what was predicted
     * @param deviation of such a sample
     */
    void shown(double predicted, double above, double deviation, HostLoad load, Instant now) {
        boolean miss = above >= HALF * predicted + CERTAIN * deviation;
        missed = miss ? missed + 1 : 0;
        if (missed < IN_A_ROW) return;
        stoppedAt = now;
        stoppedLoad = load.normalized();
    }

    /** Why nobody is asked to take a server; empty: nothing speaks against it. */
    Optional<String> stopped(HostLoad load, Instant now) {
        if (stoppedAt == null) return Optional.empty();
        double news = Math.max(NEWS, CERTAIN * load.deviation() / load.cpus());
        boolean changed = Math.abs(load.normalized() - stoppedLoad) >= news;
        if (changed || !now.isBefore(stoppedAt.plus(LONGEST))) {
            stoppedAt = null;
            missed = 0;
            return Optional.empty();
        }
        return Optional.of(missed + " moves in a row did not lower the load as predicted: it is not the servers'");
    }
}
