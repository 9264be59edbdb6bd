package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.fleet.SmallFleet.Ran;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that is emptied and comes back, by the command line, of real agents over an emulated cloud. */
class DrainedHostTest {

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
                "interval = 5",
                "inventory_interval = 10",
                "server_load_source = diagnostics",
                "ewma_lambda = 0.5");
        for (String host : new String[] {"pm1", "pm2", "pm3"}) fleet.start(host);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    @Test
    void aHostIsEmptiedOfAllThatMayGoAndSaysWhatStays() throws Exception {
        Ran drained = fleet.drover("drain", "pm1", "--reason", "new disk", "-f", "value", "-c", "host", "-c", "state");
        assertThat(drained.status()).as("%s", drained.err()).isZero();
        assertThat(drained.out()).isEqualTo("pm1 draining\n");
        assertThat(fleet.cloud().fleet().host("pm1").enabled()).isFalse();
        assertThat(fleet.cloud().fleet().host("pm1").disabledReason()).isEqualTo("drover:drain new disk");
        assertThat(fleet.status("pm1").path("draining").asBoolean()).isTrue();
        assertThat(fleet.status("pm2").path("draining").asBoolean()).isFalse();

        await("all to go that may").atMost(Duration.ofSeconds(90)).until(() -> fleet.servers("pm1") == 2);
        Ran waited = await("its agent to know that they are gone")
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> fleet.drover("drain", "pm1", "--wait", "--timeout", "1"),
                        ran -> ran.err()
                                .contains("drover: pm1 is not empty: 2 servers are left, and it goes on draining"));
        assertThat(waited.status()).isEqualTo(1);
        assertThat(waited.err())
                .contains(
                        "drover: pm1 is not empty: 2 servers are left, and it goes on draining",
                        "drover: pm1: " + LOCKED + " stays: is locked; what helps: openstack server unlock",
                        "drover: pm1: " + EXCLUDED + " stays: is excluded by metadata drover:exclude;"
                                + " what helps: --include-excluded");

        fleet.stop("pm1");
        fleet.start("pm1");
        assertThat(fleet.status("pm1").path("draining").asBoolean())
                .as("after a restart")
                .isTrue();

        Ran undrained = fleet.drover("undrain", "pm1", "--return");
        assertThat(undrained.status()).as("%s", undrained.err()).isZero();
        assertThat(fleet.cloud().fleet().host("pm1").enabled()).isTrue();
        await("the agent to see that")
                .atMost(Duration.ofSeconds(30))
                .until(() -> !fleet.status("pm1").path("draining").asBoolean());
    }
}
