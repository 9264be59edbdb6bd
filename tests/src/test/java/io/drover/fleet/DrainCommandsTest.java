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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drain and undrain, by the command line, of real agents of which nothing moves. */
class DrainCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOCKED = "11111111-1111-4111-8111-111111111111";
    private static final String EXCLUDED = "22222222-2222-4222-8222-222222222222";

    @TempDir
    private static Path directory;

    private static SmallFleet fleet;

    @BeforeAll
    static void start() throws Exception {
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
                                server -> server.id(EXCLUDED).load(0.1).metadata("drover:exclude", "yes"))
                        .server("stuck", "pm3", server -> server.load(0.1).locked("by its owner")),
                "[DEFAULT]",
                "mode = enforce",
                "strategy = push",
                "[telemetry]",
                "interval = 5",
                "inventory_interval = 10",
                "server_load_source = diagnostics",
                "ewma_lambda = 0.5");
        for (String host : new String[] {"pm1", "pm2", "pm3"}) fleet.start(host);
    }

    @AfterAll
    static void stop() {
        fleet.close();
    }

    @Test
    void aDryRunTellsThePlanOrTheShortageAndOrdersNothing() throws Exception {
        var fits = fleet.begin("drain", "pm2", "--dry-run", "-f", "json");
        var partly = fleet.begin("drain", "pm1", "--dry-run", "-f", "json");
        var more = fleet.begin("drain", "pm1", "--dry-run", "--include-excluded", "-f", "json");
        var all = fleet.begin("drain", "pm1", "pm2", "pm3", "--dry-run", "-f", "json");
        var nowhere = fleet.begin("drain", "nowhere", "--dry-run");

        assertThat(fits.join().status()).as("%s", fits.join().err()).isZero();
        assertThat(JSON.readTree(fits.join().out()).path("fits").asBoolean()).isTrue();

        assertThat(partly.join().status()).isEqualTo(1);
        JsonNode moves = JSON.readTree(partly.join().out()).path("moves");
        assertThat(moves.findValuesAsText("source")).containsOnly("pm1");
        assertThat(moves).hasSize(3);
        assertThat(partly.join().err())
                .contains(
                        "drover: 2 servers would stay",
                        "drover: " + LOCKED + " would stay: is locked; what helps: openstack server unlock",
                        "drover: " + EXCLUDED + " would stay: is excluded by metadata drover:exclude;"
                                + " what helps: --include-excluded");
        assertThat(JSON.readTree(more.join().out()).path("moves")).hasSize(4);

        assertThat(all.join().status()).isEqualTo(1);
        assertThat(JSON.readTree(all.join().out()).path("shortages").findValuesAsText("resource"))
                .contains("MiB of memory");
        assertThat(nowhere.join().err())
                .contains("drover: nothing can be said of nowhere: its compute service is not there or is down,"
                        + " or its size is not known");
        assertThat(fleet.cloud().fleet().host("pm1").enabled()).isTrue();
        assertThat(fleet.status("pm1").path("draining").asBoolean()).isFalse();
        assertThat(fleet.servers("pm1")).isEqualTo(5);
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
        fleet.cloud().setService("pm2", true, "");
    }

    @Test
    void whoStopsWaitingLeavesTheDrainRunningAndIsTold() throws Exception {
        Path out = directory.resolve("waiting");
        Process waiting = fleet.spawned(out, "drain", "pm3", "--wait");
        await("progress")
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.readString(out).contains("servers gone"));
        waiting.destroy();
        assertThat(waiting.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out)).contains("pm3 goes on draining; drover undrain pm3 stops it");
        assertThat(fleet.status("pm3").path("draining").asBoolean()).isTrue();
        fleet.drover("undrain", "pm3");
    }

    @Test
    void aHostWithoutAnAgentIsNamed() throws Exception {
        fleet.stop("pm3");
        Ran drained = fleet.drover("drain", "pm3");
        assertThat(drained.status()).isEqualTo(1);
        assertThat(drained.err()).contains("drover: no agent answers on pm3");
        assertThat(fleet.drover("drain").status()).isEqualTo(2);
        fleet.start("pm3");
    }
}
