package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.CloudSettings;
import io.drover.fleet.SmallFleet;
import io.drover.fleet.SmallFleet.Ran;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover plan} of a cloud whose telemetry has holes: unknown is not zero. */
class PlanOnCloudTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private SmallFleet fleet() throws Exception {
        CloudSettings settings = CloudSettings.defaults().withWarmUp(Duration.ofHours(1));
        return new SmallFleet(
                directory,
                1,
                world -> world.settings(settings)
                        .hosts(3, host -> host.pCpus(8))
                        .servers(5, "pm1", server -> server.flavor("m1.small").load(0.74))
                        .servers(1, "pm2", server -> server.flavor("m1.small").load(0.2)));
    }

    private static JsonNode document(Ran ran) throws Exception {
        return JSON.readTree(ran.out());
    }

    @Test
    void aCloudWithoutTelemetryGetsNoAdvice() throws Exception {
        try (SmallFleet fleet = fleet()) {
            fleet.openstack().faults().failFor(Duration.ofDays(1), "metric", "", 503);
            Ran ran = fleet.drover("plan", "-f", "json");
            assertThat(ran.status()).isEqualTo(1);
            JsonNode document = document(ran);
            assertThat(document.path("moves")).isEmpty();
            assertThat(document.path("unknown").path("pm1").asText()).startsWith("Gnocchi answered 503");
            assertThat(document.path("refused")).hasSize(6);
            assertThat(ran.err())
                    .anyMatch(line -> line.startsWith("drover: warning: pm1 is left out: Gnocchi answered 503"));
            assertThat(document.path("before").isNull())
                    .as("pm3 has no servers, and is all that is known")
                    .isTrue();
            assertThat(ran.err()).contains("drover: there is no host whose load is known, so nothing can be advised");
        }
    }

    @Test
    void aHostWithAnUnknownServerIsJudgedByNobody() throws Exception {
        try (SmallFleet fleet = fleet()) {
            String odd = odd(fleet);
            fleet.openstack().faults().rewrite("metric", "/v1/aggregates", answer -> {
                ((ObjectNode) answer.path("measures")).remove(odd);
                return answer;
            });
            Ran ran = fleet.drover("plan", "-f", "json");
            JsonNode document = document(ran);
            assertThat(ran.status()).isZero();
            assertThat(document.path("moves")).isEmpty();
            assertThat(document.path("unknown").path("pm1").asText())
                    .isEqualTo("server " + odd + " has no valid CPU rate");
            assertThat(document.path("refused")).hasSize(5);
            assertThat(document.path("before").path("maxLoad").asDouble()).isLessThan(0.1);
            Ran table = fleet.drover("plan", "-f", "value");
            assertThat(table.out()).contains("unknown", "pm1", "no valid CPU rate", "the load of pm1 is unknown");
        }
    }

    private static String odd(SmallFleet fleet) {
        return fleet.cloud().placements().entrySet().stream()
                .filter(placed -> placed.getValue().equals("pm1"))
                .findFirst()
                .orElseThrow()
                .getKey();
    }
}
