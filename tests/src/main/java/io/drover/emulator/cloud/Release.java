package io.drover.emulator.cloud;

import io.drover.emulator.cloud.CloudSettings.Pace;
import java.time.Duration;

/** The release of OpenStack that the emulator answers as. Each is held to answers recorded from the real one. */
public enum Release {
    /** 2022.2: Nova 26. */
    ZED("2022.2", 93, Duration.ZERO, Parts.PROMPT),

    /** 2025.1: Nova 31, whose oslo.messaging looks for the answer to an RPC every 0.5 s only. */
    EPOXY("2025.1", 100, Duration.ofMillis(500), Parts.POLLED);

    private final String version;
    private final int novaMinor;
    private final Duration rpc;
    private final Pace pace;

    Release(String version, int novaMinor, Duration rpc, Pace pace) {
        this.version = version;
        this.novaMinor = novaMinor;
        this.rpc = rpc;
        this.pace = pace;
    }

    /** As in a year of releases, for instance 2025.1. */
    public String version() {
        return version;
    }

    /** The newest microversion of Nova's is 2.this. */
    public int novaMinor() {
        return novaMinor;
    }

    /** What each question that Nova carries to a host takes besides, in real time. */
    public Duration rpc() {
        return rpc;
    }

    /** The fixed parts of a live migration, as measured on the real one. */
    public Pace pace() {
        return pace;
    }

    /** A holder of constants, which an enum's own constructor cannot see. */
    private static final class Parts {

        private static final Pace PROMPT = Pace.NONE
                .checking(Duration.ofMillis(500))
                .queueing(Duration.ofMillis(200))
                .preparing(Duration.ofSeconds(1))
                .copying(Duration.ofSeconds(1))
                .completing(Duration.ofSeconds(1))
                .aborting(Duration.ofSeconds(1));

        private static final Pace POLLED = Pace.NONE
                .checking(Duration.ofSeconds(1))
                .queueing(Duration.ofSeconds(2))
                .preparing(Duration.ofSeconds(5))
                .copying(Duration.ofSeconds(1))
                .settling(Duration.ofSeconds(8))
                .completing(Duration.ofSeconds(1))
                .aborting(Duration.ofSeconds(5));
    }
}
