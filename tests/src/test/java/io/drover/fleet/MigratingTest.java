package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.config.BusConfig;
import io.drover.config.MeasureConfig;
import io.drover.config.WebConfig;
import io.drover.emulator.cloud.CloudSettings;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.service.MeasurementService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A migration that runs, as Nova tells of it to its agent, and the agent to whoever asks. */
class MigratingTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final CloudSettings SLOW = new CloudSettings(
            16,
            1,
            CloudSettings.defaults().poll(),
            CloudSettings.defaults().history(),
            CloudSettings.defaults().warmUp(),
            CloudSettings.defaults().pace(),
            CloudSettings.defaults().release(),
            CloudSettings.defaults().stored());

    @TempDir
    private Path directory;

    @Test
    void howFarItIsReachesStatusAndMeasurementPoint() throws Exception {
        try (SmallFleet fleet = fleet();
                MeasurementService measure = MeasurementService.start(measuring(fleet), fleet.tempo())) {
            for (String host : List.of("pm1", "pm2")) fleet.start(host);
            List<JsonNode> told = new ArrayList<>();
            await("progress in status").atMost(PATIENCE).until(() -> halfway(look(fleet, told)));
            assertThat(told.get(0).path("destination").asText()).isEqualTo("pm2");
            assertThat(fleet.drover("status").out()).containsPattern("[0-9a-f-]{36} to pm2 [1-9][0-9]? %");
            await("progress at the measurement point").atMost(PATIENCE).until(() -> {
                MigrationRow row = measure.view().migrations(1).get(0);
                return row.server().equals(told.get(0).path("server").asText()) && row.progress() > 0;
            });
            await("the end")
                    .atMost(PATIENCE)
                    .until(() -> fleet.agent("pm1").underway().isEmpty());
        }
    }

    private SmallFleet fleet() throws IOException {
        return new SmallFleet(
                directory,
                8,
                world -> world.settings(SLOW).hosts(2).servers(5, "pm1", server -> server.load(0.8)),
                "[DEFAULT]",
                "strategy = push",
                "[telemetry]",
                "interval = 5",
                "server_load_source = diagnostics",
                "[auction]",
                "reply_timeout = 20",
                "lock_timeout = 120",
                "[migration]",
                "bandwidth_mb_s = 16");
    }

    private MeasureConfig measuring(SmallFleet fleet) {
        return new MeasureConfig(
                "measure@test",
                new BusConfig(fleet.transportUrl(), Optional.empty(), Optional.empty()),
                Duration.ofSeconds(2),
                directory.resolve("measure"),
                MeasureConfig.Store.FILE,
                new WebConfig(InetSocketAddress.createUnresolved("127.0.0.1", 0), Optional.empty()));
    }

    /** Adds what a look at the status finds, if anything migrates. */
    private static List<JsonNode> look(SmallFleet fleet, List<JsonNode> told) throws IOException {
        JsonNode rows = JSON.readTree(fleet.drover("status", "-f", "json").out());
        for (JsonNode row : rows) row.path("migrating").forEach(told::add);
        return told;
    }

    private static boolean halfway(List<JsonNode> told) {
        double progress =
                told.isEmpty() ? 0 : told.get(told.size() - 1).path("progress").asDouble();
        return progress > 0 && progress < 1;
    }
}
