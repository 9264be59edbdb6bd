package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.fleet.SmallFleet.Ran;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover health} beside a real agent. */
class HealthTest {

    @TempDir
    private Path directory;

    private Ran health(SmallFleet fleet) {
        return fleet.drover(
                Map.of("DROVER_DEFAULT_STATE_PATH", fleet.state("pm1").toString()),
                "health",
                "-f",
                "value",
                "-c",
                "Check",
                "-c",
                "Result");
    }

    @Test
    void anAgentIsWellFromItsStartToItsEnd() throws Exception {
        try (SmallFleet fleet = new SmallFleet(directory, 1, world -> world.hosts(1), "[DEFAULT]", "mode = observe")) {
            assertThat(health(fleet).err()).singleElement().asString().contains("no agent runs here");
            fleet.start("pm1");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(health(fleet))
                            .isEqualTo(new Ran(0, "process OK\ndecisions OK\nbroker OK\nsamples OK\n", List.of())));
            fleet.stop("pm1");
            assertThat(health(fleet).status()).isEqualTo(1);
        }
    }
}
