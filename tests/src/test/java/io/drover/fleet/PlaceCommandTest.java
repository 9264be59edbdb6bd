package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.fleet.SmallFleet.Ran;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The best host for a new server, asked of real agents over an emulated cloud. */
class PlaceCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] SMALL = {"place", "--vcpus", "1", "--memory", "64", "--utilisation", "0.2"};

    @TempDir
    private Path directory;

    private SmallFleet fleet;

    @BeforeEach
    void start() throws Exception {
        fleet = new SmallFleet(
                directory,
                8,
                world -> world.hosts(3)
                        .servers(3, "pm1", server -> server.load(0.5))
                        .servers(1, "pm2", server -> server.load(0.5)),
                "[DEFAULT]",
                "mode = advise",
                "strategy = push",
                "[telemetry]",
                "interval = 5",
                "inventory_interval = 10",
                "server_load_source = diagnostics",
                "ewma_lambda = 0.5");
        for (String host : new String[] {"pm1", "pm2", "pm3"}) fleet.start(host);
        await("all to know their loads")
                .atMost(Duration.ofSeconds(60))
                .until(() -> JSON.readTree(place("-f", "json").out()).findValues("loadAfter").stream()
                                .filter(JsonNode::isNumber)
                                .count()
                        == 3);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private Ran place(String... more) {
        return fleet.drover(
                Stream.concat(Arrays.stream(SMALL), Arrays.stream(more)).toArray(String[]::new));
    }

    @Test
    void theEmptiestHostIsNamedAndNothingIsLocked() throws Exception {
        Ran ran = place("-f", "value");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).isEqualTo("pm3\n");
        JsonNode rows = JSON.readTree(place("-f", "json").out());
        assertThat(rows.findValuesAsText("host")).containsExactly("pm3", "pm2", "pm1");
        assertThat(rows.get(0).path("loadAfter").asDouble())
                .isGreaterThan(rows.get(0).path("load").asDouble());
        for (JsonNode row : JSON.readTree(fleet.drover("status", "-f", "json").out())) {
            assertThat(row.path("lockedBy").asText()).isEmpty();
        }
    }

    @Test
    void hostsThatAreClosedOrDrainingOrTooSmallSayWhyNot() {
        fleet.cloud().setService("pm3", false, "firmware");
        fleet.drover("drain", "pm2");
        await("pm3 to see that it is closed")
                .atMost(Duration.ofSeconds(60))
                .until(() -> place("-f", "value").out().equals("pm1\n"));
        Ran large = fleet.drover("place", "--vcpus", "1", "--memory", "9999999", "-f", "value");
        assertThat(large.status()).isEqualTo(1);
        assertThat(large.out()).isEmpty();
        assertThat(String.join("\n", large.err()))
                .contains(
                        "drover: no host takes it",
                        "drover: pm1: no room for",
                        "drover: pm2: is to be emptied itself",
                        "drover: pm3: service disabled: firmware");
    }

    @Test
    void aFlavorIsNovasAndWrongWordsAreTold() {
        String flavor = fleet.cloud().fleet().flavors().iterator().next().name();
        assertThat(fleet.drover("place", "--flavor", flavor, "--utilisation", "0.2", "-f", "value")
                        .out())
                .isEqualTo("pm3\n");
        assertThat(fleet.drover("place", "--flavor", "m1.none").err()).contains("drover: Nova knows no flavor m1.none");
        assertThat(List.of(
                        fleet.drover("place").status(),
                        fleet.drover("place", "--vcpus", "2").status(),
                        fleet.drover("place", "--flavor", flavor, "--vcpus", "2")
                                .status(),
                        fleet.drover("place", "--vcpus", "0", "--memory", "64").status()))
                .containsOnly(2);
        assertThat(place("--group", "elsewhere").err()).contains("drover: no agent of group elsewhere answered");
        Map<String, String> blind = Map.of("OS_AUTH_URL", "", "OS_USERNAME", "");
        assertThat(fleet.drover(blind, "place", "--flavor", flavor).status()).isEqualTo(2);
    }
}
