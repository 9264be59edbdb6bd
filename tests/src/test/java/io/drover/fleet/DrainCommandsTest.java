package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.fleet.SmallFleet.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drain and undrain, by the command line, of real agents over an emulated cloud. */
class DrainCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOCKED = "11111111-1111-4111-8111-111111111111";
    private static final String EXCLUDED = "22222222-2222-4222-8222-222222222222";

    @TempDir
    private Path directory;

    private SmallFleet fleet;

    @BeforeEach
    void start() throws Exception {
        fleet = new SmallFleet(
                directory,
                8,
                world -> world.hosts(3)
                        .servers(3, "pm1", server -> server.load(0.3))
                        .server(
                                "kept",
                                "pm1",
                                server -> server.id(LOCKED).load(0.1).locked("by its owner"))
                        .server(
                                "mine",
                                "pm1",
                                server -> server.id(EXCLUDED).load(0.1).metadata("drover:exclude", "yes")),
                "[DEFAULT]",
                "mode = enforce",
                "strategy = push",
                "[telemetry]",
                "server_load_source = diagnostics",
                "ewma_lambda = 0.5");
        for (String host : new String[] {"pm1", "pm2", "pm3"}) fleet.start(host);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private long servers(String host) {
        return fleet.cloud().fleet().servers().stream()
                .filter(server -> server.host().name().equals(host))
                .count();
    }

    private JsonNode status(String host) throws Exception {
        for (JsonNode row : JSON.readTree(fleet.drover("status", "-f", "json").out())) {
            if (row.path("host").asText().equals(host)) return row;
        }
        throw new AssertionError("no row of " + host);
    }

    @Test
    void aHostIsEmptiedOfAllThatMayGoAndSaysWhatStays() throws Exception {
        Ran drained = fleet.drover("drain", "pm1", "--reason", "new disk", "-f", "value", "-c", "host", "-c", "state");
        assertThat(drained.status()).as("%s", drained.err()).isZero();
        assertThat(drained.out()).isEqualTo("pm1 draining\n");
        assertThat(fleet.cloud().fleet().host("pm1").enabled()).isFalse();
        assertThat(fleet.cloud().fleet().host("pm1").disabledReason()).isEqualTo("drover:drain new disk");
        assertThat(status("pm1").path("draining").asBoolean()).isTrue();
        assertThat(status("pm2").path("draining").asBoolean()).isFalse();

        await("all to go that may").atMost(Duration.ofSeconds(90)).until(() -> servers("pm1") == 2);
        Ran waited = fleet.drover("drain", "pm1", "--wait", "--timeout", "1");
        assertThat(waited.status()).isEqualTo(1);
        assertThat(waited.err())
                .contains(
                        "drover: pm1 is not empty: 2 servers are left, and it goes on draining",
                        "drover: pm1: " + LOCKED + " stays: is locked",
                        "drover: pm1: " + EXCLUDED + " stays: is excluded by metadata drover:exclude");

        fleet.stop("pm1");
        fleet.start("pm1");
        assertThat(status("pm1").path("draining").asBoolean())
                .as("after a restart")
                .isTrue();

        Ran undrained = fleet.drover("undrain", "pm1");
        assertThat(undrained.status()).as("%s", undrained.err()).isZero();
        assertThat(fleet.cloud().fleet().host("pm1").enabled()).isTrue();
        await("the agent to see that")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !status("pm1").path("draining").asBoolean());
    }

    @Test
    void anotherReasonOfTheOperatorsIsLeftAlone() {
        fleet.cloud().setService("pm2", false, "firmware");
        Ran drained = fleet.drover("drain", "pm2", "--wait");
        assertThat(drained.status()).as("%s", drained.err()).isZero();
        assertThat(drained.err()).contains("pm2: empty");
        assertThat(fleet.cloud().fleet().host("pm2").disabledReason()).isEqualTo("firmware");
        Ran undrained = fleet.drover("undrain", "pm2");
        assertThat(undrained.err())
                .contains("drover: warning: pm2 stays disabled in Nova, for another reason: firmware");
        assertThat(fleet.cloud().fleet().host("pm2").enabled()).isFalse();
    }

    @Test
    void whoStopsWaitingLeavesTheDrainRunningAndIsTold() throws Exception {
        Path out = directory.resolve("waiting");
        Process waiting = fleet.spawned(out, "drain", "pm1", "--wait");
        await("progress")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(out).contains("servers gone"));
        waiting.destroy();
        assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out)).contains("pm1 goes on draining; drover undrain pm1 stops it");
        assertThat(status("pm1").path("draining").asBoolean()).isTrue();
    }

    @Test
    void aHostWithoutAnAgentIsNamed() {
        fleet.stop("pm3");
        Ran drained = fleet.drover("drain", "pm3");
        assertThat(drained.status()).isEqualTo(1);
        assertThat(drained.err()).contains("drover: no agent answers on pm3");
        assertThat(fleet.drover("drain").status()).isEqualTo(2);
    }
}
