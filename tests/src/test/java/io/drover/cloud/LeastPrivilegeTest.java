package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.openstack.CloudUnderTest;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.MigrationProgress;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Server;
import io.drover.openstack.Session;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The role drover may do what agents do on other projects' servers, and nothing else that an administrator may. */
@Tag("slow-cloud")
class LeastPrivilegeTest {

    private static final String COMPUTE = "http://127.0.0.1:8774/v2.1/";
    private static final String PLACEMENT = "http://127.0.0.1:8778/";
    private static final String GNOCCHI = "http://127.0.0.1:8041/";
    private static final String NOBODY = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";
    private static final int FORBIDDEN = 403;

    @RegisterExtension
    private static final DroverRole ROLE = new DroverRole();

    @RegisterExtension
    private final Stage stage = new Stage();

    @Test
    void eachCallOfAnAgentWorks() throws Exception {
        String id = stage.boot(Map.of("pm1", 1)).get("pm1").get(0);
        stage.imagined.migrations(16, 20);
        Session session = ROLE.session();
        assertThat(session.token().roles()).containsExactly("drover");
        NovaClient nova = new NovaClient(session);
        assertThat(nova.computeServices()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(nova.computeService("pm1")).isPresent();
        Hypervisor own = nova.hypervisorOf("pm1").orElseThrow();
        assertThat(nova.uptime(own.id())).isPresent();
        assertThat(nova.servers("pm1")).extracting(Server::id).contains(id);
        assertThat(nova.server(id).host()).contains("pm1");
        assertThat(nova.diagnostics(id).cpuNanos()).isNotNegative();
        assertThat(nova.aggregates()).isNotNull();
        rooms(new PlacementClient(session), own.id());
        GnocchiClient gnocchi = new GnocchiClient(session);
        Instant since = Instant.now().minusSeconds(600);
        await("the server in Gnocchi")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofSeconds(2))
                .until(() -> !gnocchi.serverMeasures(List.of(id), "cpu", "rate:mean", since)
                        .isEmpty());
        assertThat(gnocchi.resource("nova_compute", "host_name", "compute.pm1")).isPresent();
        migrates(nova, id);
    }

    private static void rooms(PlacementClient placement, String provider) {
        assertThat(placement.tree(provider)).isNotEmpty();
        assertThat(placement.inventories(provider)).containsKey("MEMORY_MB");
        assertThat(placement.usages(provider)).isNotNull();
        assertThat(placement.allocations(provider)).isNotEmpty();
    }

    private void migrates(NovaClient nova, String id) {
        assertThat(nova.liveMigrate(id, "pm2")).isPresent();
        await("the migration")
                .atMost(Duration.ofSeconds(60))
                .until(() -> nova.migrationsInProgress(id).stream()
                        .anyMatch(m -> m.status().equals("running")));
        MigrationProgress running = nova.migrationsInProgress(id).get(0);
        assertThat(nova.migrationInProgress(id, running.id()).id()).isEqualTo(running.id());
        nova.abortMigration(id, running.id());
        await("its end")
                .atMost(Duration.ofSeconds(60))
                .until(() -> nova.migrationsInProgress(id).isEmpty());
        assertThat(nova.newestMigrations(MigrationFilter.LIVE.ofServer(id), 1)).hasSize(1);
        assertThat(nova.action(id, nova.actions(id).get(0).requestId()).events())
                .isNotNull();
    }

    @Test
    void eachOtherCallOfAnAdministratorIsRefused() throws Exception {
        String id = stage.boot(Map.of("pm1", 1)).get("pm1").get(0);
        String service = stage.nova().computeService("pm1").orElseThrow().id();
        Caller drover = ROLE.caller();
        List<String> calls = calls(id, service);
        assertThat(calls).hasSize(49);
        SoftAssertions softly = new SoftAssertions();
        for (String call : calls) {
            String[] parts = call.split(" ", 3);
            int status = drover.status(parts[0], url(parts[1]), parts.length < 3 ? "" : parts[2]);
            softly.assertThat(status).as(call).isEqualTo(FORBIDDEN);
        }
        softly.assertAll();
        stage.assertPlaced();
    }

    private static List<String> calls(String server, String service) throws IOException {
        try (InputStream table = LeastPrivilegeTest.class.getResourceAsStream("refused-calls.txt")) {
            return new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.replace("SERVER", server).replace("SERVICE", service))
                    .map(line -> line.replace("NOBODY", NOBODY))
                    .toList();
        }
    }

    private static String url(String path) {
        return path.replaceFirst("^compute/", COMPUTE)
                .replaceFirst("^placement/", PLACEMENT)
                .replaceFirst("^metric/", GNOCCHI)
                .replaceFirst("^identity/", CloudUnderTest.access().authUrl() + "/");
    }

    @Test
    void agentsBalanceWithIt() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(ROLE.credential())))
                .isEqualTo("rw-------");
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 3, "pm3", 3, "pm4", 3));
        for (String host : List.of("pm2", "pm3", "pm4")) stage.load(servers.get(host), 0.45);
        Map<String, String> options = new TreeMap<>(Map.of("DEFAULT.strategy", "push", "openstack.cloud", ""));
        ROLE.section().forEach((name, value) -> options.put("openstack." + name, value));
        stage.agents(options);
        stage.load(servers.get("pm1"), 0.606);
        stage.awaitLoad("pm1", load -> load > 0.9);
        stage.awaitLoads(Duration.ofSeconds(180), load -> load < 0.70);
        stage.awaitBalance(0.95, Duration.ofSeconds(180));
    }
}
