package io.drover.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.api.RequestFaults.Effect;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.MigrationFault;
import io.drover.emulator.cloud.Topology;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud =
            Topology.on(clock).hosts(2).servers(2, "pm1", server -> {}).build();
    private final OpenStackEmulator emulator = OpenStackEmulator.start(cloud, clock);
    private final Client client = new Client(emulator);

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void theNextRequestsThatMatchFail() {
        emulator.faults().failNext(2, "compute", "/flavors", 503);
        assertThat(status("/servers/detail")).isEqualTo(200);
        assertThat(status("/flavors/detail")).isEqualTo(503);
        assertThat(status("/flavors/detail")).isEqualTo(503);
        assertThat(status("/flavors/detail")).isEqualTo(200);
    }

    @Test
    void aServiceFailsForAWhileByTheCloudsClock() {
        emulator.faults().failFor(Duration.ofMinutes(1), "*", "", 500);
        assertThat(status("/flavors/detail")).isEqualTo(500);
        clock.passSeconds(59);
        assertThat(status("/flavors/detail")).isEqualTo(500);
        clock.passSeconds(2);
        assertThat(status("/flavors/detail")).isEqualTo(200);
    }

    @Test
    void connectionsAreResetAndAnswersDelayed() {
        emulator.faults().resetNext(1, "compute", "");
        assertThatThrownBy(() -> client.nova("2.92", "POST", "/servers/any/action", "{}"))
                .isInstanceOf(UncheckedIOException.class);
        emulator.faults().next(1, "compute", "GET", "/flavors", Effect.delay(Duration.ofMillis(300)));
        long begin = System.nanoTime();
        assertThat(status("/flavors/detail")).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(290));
    }

    @Test
    void tokensEndByTimeAndByDecree() {
        emulator.faults().setTokenLifetime(Duration.ofMinutes(10));
        client.logIn();
        assertThat(status("/flavors/detail")).isEqualTo(200);
        clock.pass(Duration.ofMinutes(10));
        assertThat(status("/flavors/detail")).isEqualTo(401);
        client.logIn();
        emulator.faults().revokeTokens();
        assertThat(status("/flavors/detail")).isEqualTo(401);
        assertThat(client.send("GET", "/metric/v1/status", Map.of(), null).statusCode())
                .isEqualTo(401);
    }

    @Test
    void onlyTheRightCredentialsGetAToken() {
        String credential = "{\"methods\": [\"application_credential\"], \"application_credential\": {\"id\": \""
                + emulator.credentials().application().id() + "\", \"secret\": \"%s\"}}";
        assertThat(client.authenticate(credential.formatted("app-secret")).statusCode())
                .isEqualTo(201);
        assertThat(client.authenticate(credential.formatted("guess")).statusCode())
                .isEqualTo(401);
        assertThat(client.authenticate("{\"methods\": []}").statusCode()).isEqualTo(400);
    }

    @Test
    void migrationsFailAndHostsAreDisabled() {
        emulator.faults().failMigrations(1, "*", MigrationFault.NO_VALID_HOST);
        emulator.faults().disable("pm2");
        cloud.migrate("vm-1", "pm2");
        emulator.faults().enable("pm2");
        clock.passSeconds(5);
        cloud.migrate("vm-2", "pm2");
        clock.passSeconds(30);
        assertThat(client.nova("2.92", "GET", "/os-migrations?status=error", null)
                        .body())
                .contains("\"id\":1");
        assertThat(cloud.placements().values()).containsExactlyInAnyOrder("pm1", "pm2");
    }

    private int status(String path) {
        return client.nova("2.92", "GET", path, null).statusCode();
    }
}
