package io.drover.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static io.drover.openstack.StubCloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Nova's answers as recorded, and the questions that they answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NovaClientTest {

    private static final String SERVER = "c1586339-a7bf-44a3-99ea-38caa88fd7d5";
    private static final String PM2 = "2220c546-8cf1-4f50-86f8-148708737086";

    private final StubCloud cloud = new StubCloud();
    private NovaClient nova;

    @BeforeEach
    void open() {
        cloud.server().resetAll();
        cloud.tokens("token-1");
        cloud.nova("2.93");
        nova = new NovaClient(cloud.session(InstantSource.fixed(Instant.parse("2026-11-22T11:01:00Z"))));
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    private void recorded(String path, String sample) {
        cloud.answersAny("/nova/v2.1" + path, Recorded.body(sample).toString());
    }

    @Test
    void microversionsCompareAsNumbers() {
        assertThat(nova.microversion()).isEqualTo(new Microversion(2, 93));
        cloud.nova("2.103");
        assertThat(another().microversion()).isEqualTo(new Microversion(2, 100));
        cloud.nova("2.67");
        assertThatThrownBy(another()::microversion)
                .isInstanceOf(CloudException.Unusable.class)
                .hasMessage("Nova offers 2.67, and Drover needs at least 2.68");
    }

    private NovaClient another() {
        return new NovaClient(cloud.session(InstantSource.system()));
    }

    @Test
    void theMicroversionGoesWithEveryQuestion() {
        recorded("/os-services", "os-services");
        nova.computeServices();
        cloud.server()
                .verify(getRequestedFor(urlEqualTo("/nova/v2.1/os-services?binary=nova-compute"))
                        .withHeader("OpenStack-API-Version", equalTo("compute 2.93"))
                        .withHeader("X-Auth-Token", equalTo("token-1")));
    }

    @Test
    void services() {
        recorded("/os-services", "os-services");
        assertThat(nova.computeServices()).extracting(ComputeService::host).containsExactly("pm3", "pm2", "pm1", "pm4");
        ComputeService service = nova.computeService("pm1").orElseThrow();
        assertThat(service.open()).isTrue();
        assertThat(service.zone()).isEqualTo("nova");
        assertThat(service.updatedAt()).contains(Instant.parse("2026-11-22T11:28:29Z"));
    }

    @Test
    void uptimeIsAskedOfTheHostAsBefore288() {
        recorded("/os-hypervisors/" + PM2, "os-hypervisors-show-2.87");
        recorded("/os-hypervisors/" + PM2 + "/uptime", "os-hypervisors-uptime-2.87");
        assertThat(nova.uptime(PM2).orElseThrow()).contains("load average: 1.50, 1.25, 0.75");
        assertThat(nova.hypervisor(PM2).vcpus()).hasValue(8);
        cloud.server()
                .verify(
                        2,
                        anyRequestedFor(urlPathMatching("/nova/v2.1/os-hypervisors/.*"))
                                .withHeader("OpenStack-API-Version", equalTo("compute 2.87")));
    }

    @Test
    void whereTheUptimeIsWithdrawnItIsAFieldOfTheHypervisor() {
        recorded("/os-hypervisors/" + PM2, "os-hypervisors-show-2.92");
        cloud.server()
                .stubFor(get("/nova/v2.1/os-hypervisors/" + PM2 + "/uptime")
                        .willReturn(json("{\"itemNotFound\": {}}").withStatus(404)));
        assertThat(nova.uptime(PM2).orElseThrow()).contains("load average: 1.50, 1.25, 0.75");
    }

    @Test
    void anOldNovaIsAskedAtItsOwnMicroversion() {
        cloud.nova("2.79");
        recorded("/os-hypervisors/" + PM2 + "/uptime", "os-hypervisors-uptime-2.87");
        assertThat(nova.uptime(PM2)).isPresent();
        cloud.server()
                .verify(anyRequestedFor(urlPathMatching("/nova/v2.1/os-hypervisors/.*/uptime"))
                        .withHeader("OpenStack-API-Version", equalTo("compute 2.79")));

        cloud.server()
                .stubFor(get("/nova/v2.1/os-hypervisors/" + PM2 + "/uptime")
                        .willReturn(json(Recorded.body("os-hypervisors-uptime-down-2.87")
                                        .toString())
                                .withStatus(400)));
        assertThat(nova.uptime(PM2)).isEmpty();
    }

    @Test
    void aDownHypervisorSaysSo() {
        recorded("/os-hypervisors/x", "os-hypervisors-show-down-2.92");
        assertThat(nova.hypervisor("x").up()).isFalse();
    }

    @Test
    void aHypervisorIsFoundByItsComputeService() {
        recorded("/os-hypervisors/detail", "os-hypervisors-detail-2.87");
        assertThat(nova.hypervisorOf("pm2")).map(Hypervisor::id).contains(PM2);
        assertThat(nova.hypervisorOf("pm")).isEmpty();
    }

    @Test
    void serversOfAHost() {
        recorded("/servers/detail", "servers-detail-2.92");
        List<Server> servers = nova.servers("pm1");
        assertThat(servers).extracting(Server::name).startsWith("vm-5", "vm-3");
        Server big = servers.get(0);
        assertThat(big.flavor().name()).isEqualTo("m1.big");
        assertThat(big.flavor().vcpus()).isEqualTo(4);
        assertThat(big.flavor().memoryMib()).isEqualTo(2048);
        assertThat(big.host()).contains("pm1");
        assertThat(big.taskState()).isEmpty();
        cloud.server()
                .verify(getRequestedFor(urlEqualTo("/nova/v2.1/servers/detail?all_tenants=1&host=pm1&limit=200")));
    }

    @Test
    void pagesAreFollowedByTheirMarkers() {
        String row =
                "{\"id\": %d, \"uuid\": \"m-%d\", \"instance_uuid\": \"s\", \"source_compute\": \"a\", \"dest_compute\": null,"
                        + "\"migration_type\": \"live-migration\", \"status\": \"queued\","
                        + "\"created_at\": \"2026-11-22T11:00:00.000000\", \"updated_at\": null}";
        cloud.answersAny(
                "/nova/v2.1/os-migrations",
                "{\"migrations\": [" + String.format(row, 2, 2)
                        + "], \"migrations_links\": [{\"rel\": \"next\", \"href\": \"http://elsewhere\"}]}");
        cloud.server()
                .stubFor(get(urlPathEqualTo("/nova/v2.1/os-migrations"))
                        .withQueryParam("marker", equalTo("m-2"))
                        .willReturn(json("{\"migrations\": [" + String.format(row, 1, 1) + "]}")));
        assertThat(nova.migrations(MigrationFilter.LIVE))
                .extracting(Migration::uuid)
                .containsExactly("m-2", "m-1");
    }

    @Test
    void migrations() {
        recorded("/os-migrations", "os-migrations-2.92");
        Migration migration =
                nova.migrations(MigrationFilter.ALL.ofServer(SERVER)).get(0);
        assertThat(migration.completed()).isTrue();
        assertThat(migration.ended()).isTrue();
        assertThat(migration.live()).isTrue();
        assertThat(migration.source()).isEqualTo("pm1");
        assertThat(migration.destination()).contains("pm3");
        assertThat(migration.updatedAt()).isEqualTo(Instant.parse("2026-11-22T11:28:47Z"));
    }

    @Test
    void progressOfARealHypervisor() {
        recorded("/servers/s/migrations", "live-server-migrations-while-running");
        MigrationProgress progress = nova.migrationsInProgress("s").get(0);
        assertThat(progress.status()).isEqualTo("running");
        assertThat(progress.memoryTotal()).hasValue(134_750_208);
        assertThat(progress.memoryProcessed()).hasValue(57_507_828);
        assertThat(progress.memoryRemaining()).hasValue(71_061_504);
    }

    @Test
    void aLiveMigrationIsAskedForWithItsHostAndNothingElse() {
        cloud.server()
                .stubFor(post("/nova/v2.1/servers/s/action")
                        .willReturn(json("").withStatus(202).withHeader("x-openstack-request-id", "req-1")));
        assertThat(nova.liveMigrate("s", "pm3")).contains("req-1");
        cloud.server()
                .verify(postRequestedFor(urlEqualTo("/nova/v2.1/servers/s/action"))
                        .withRequestBody(
                                equalToJson("{\"os-migrateLive\": {\"host\": \"pm3\", \"block_migration\": \"auto\"}}"))
                        .withoutHeader("X-OpenStack-Request-ID"));
        nova.liveMigrate("s", "pm3", "req-ours");
        cloud.server()
                .verify(postRequestedFor(urlEqualTo("/nova/v2.1/servers/s/action"))
                        .withHeader("X-OpenStack-Request-ID", equalTo("req-ours")));
    }

    @Test
    void aServerThatMigratesAlreadyIsAConflict() {
        cloud.server()
                .stubFor(post("/nova/v2.1/servers/s/action")
                        .willReturn(json(Recorded.body("live-migrate-already-migrating")
                                        .toString())
                                .withStatus(409)));
        CloudException.Conflict e =
                catchThrowableOfType(CloudException.Conflict.class, () -> nova.liveMigrate("s", "pm3"));
        assertThat(e.fault()).endsWith("while it is in task_state migrating");
        assertThat(e.uncertain()).isFalse();
    }

    @Test
    void noValidHostIsInTheActionsEvents() {
        recorded("/servers/s/os-instance-actions/req-1", "instance-action-no-valid-host");
        InstanceAction action = nova.action("s", "req-1");
        assertThat(action.message()).contains("Error");
        InstanceAction.Event event = action.events().get(0);
        assertThat(event.name()).isEqualTo("conductor_live_migrate_instance");
        assertThat(event.failed()).isTrue();
        assertThat(event.details()).contains("No valid host was found.");
    }

    @Test
    void diagnostics() {
        recorded("/servers/s/diagnostics", "diagnostics-2.48");
        assertThat(nova.diagnostics("s")).isEqualTo(new Diagnostics(4_283_356_350L, 1));
    }

    @Test
    void flavors() {
        recorded("/flavors/detail", "flavors-detail");
        assertThat(nova.flavors()).extracting(Flavor::name).containsExactly("m1.tiny", "m1.small", "m1.big");
    }

    @Test
    void anAnswerWithoutItsFieldIsUnusable() {
        cloud.answersAny("/nova/v2.1/servers/s", "{\"server\": {\"id\": \"s\"}}");
        assertThatThrownBy(() -> nova.server("s"))
                .isInstanceOf(CloudException.Unusable.class)
                .hasMessage("Nova's answer to GET /servers/s cannot be used: the field \"tenant_id\" is missing");
    }
}
