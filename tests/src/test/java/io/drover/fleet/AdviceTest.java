package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mode advise, by real agents: what would be moved is said, and nothing is moved or locked. */
class AdviceTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @Test
    void aHotHostSaysWhatItWouldMoveAndNothingMoves() throws Exception {
        try (SmallFleet fleet = new SmallFleet(
                directory,
                8,
                world -> world.hosts(3).servers(5, "pm1", server -> server.load(0.8)),
                "[DEFAULT]",
                "mode = advise",
                "strategy = push",
                "[telemetry]",
                "interval = 5",
                "server_load_source = diagnostics",
                "[auction]",
                "reply_timeout = 20",
                "lock_timeout = 120")) {
            for (String host : List.of("pm1", "pm2", "pm3")) fleet.start(host);
            await("advice")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !status(fleet).get(0).path("advice").isNull());
            JsonNode rows = status(fleet);
            JsonNode advice = rows.get(0).path("advice");
            assertThat(advice.path("source").asText()).isEqualTo("pm1");
            assertThat(advice.path("destination").asText()).isIn("pm2", "pm3");
            assertThat(advice.path("entropyAfter").asDouble())
                    .isGreaterThan(advice.path("entropyBefore").asDouble());
            assertThat(advice.path("predictedSeconds").asDouble()).isPositive();
            assertThat(advice.path("reason").asText())
                    .as("the first few samples of a kernel's count scatter")
                    .matches("hot at (0[.][7-9]|1[.])\\d*, threshold 0[.]70: would move .*");
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.path("lockedBy").asText()).isEmpty();
                assertThat(row.path("migrations").asInt()).isZero();
            });
            assertThat(fleet.drover("status", "--long").out()).contains("from pm1 to pm");
            assertThat(fleet.cloud()
                            .inside(() -> fleet.cloud().migrations().log().all())
                            .iterator())
                    .isExhausted();
        }
    }

    private static JsonNode status(SmallFleet fleet) throws Exception {
        return JSON.readTree(fleet.drover("status", "-f", "json").out());
    }
}
