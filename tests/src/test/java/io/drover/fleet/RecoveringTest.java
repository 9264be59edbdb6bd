package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real agents over an emulated cloud of which a host fails. */
class RecoveringTest {

    @TempDir
    private Path directory;

    @Test
    void nobodyBalancesWhileAHostIsNewlyDown() throws Exception {
        try (SmallFleet fleet = new SmallFleet(
                directory,
                24,
                world -> world.hosts(3).servers(2, "pm1", server -> server.load(0.3)),
                "[DEFAULT]",
                "mode = enforce",
                "strategy = push",
                "[telemetry]",
                "server_load_source = diagnostics")) {
            fleet.start("pm1");
            fleet.start("pm2");
            fleet.cloud().setReporting("pm3", false);
            await("the agents to hear of it")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> states(fleet).contains("the cloud recovers: pm3 is newly down"));
            fleet.cloud().setReporting("pm3", true);
            await("them to hear that it is up")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> !states(fleet).contains("the cloud recovers"));
            assertThat(fleet.drover("drain", "pm2", "--now", "-f", "value", "-c", "state")
                            .out())
                    .isEqualTo("draining\n");
        }
    }

    private static String states(SmallFleet fleet) {
        return fleet.drover("status", "-f", "value", "-c", "unavailable").out();
    }
}
