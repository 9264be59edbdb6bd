package io.drover.emulator.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.CloudSettings;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Release;
import io.drover.emulator.cloud.Topology;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the samples do not show: filters, paging, negotiation, and what changes seldom. */
class NovaApiTest {

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud = Topology.on(clock)
            .hosts(2)
            .host("ssd1", host -> host.zone("fast"))
            .servers(3, "pm1", server -> server.flavor("m1.tiny").tag("web").metadata("drover:exclude", "true"))
            .servers(2, "pm2", server -> server.flavor("m1.tiny").project("other"))
            .group("spread", "anti-affinity", "vm-1", "vm-4")
            .aggregate("ssd", new TreeMap<>(Map.of("availability_zone", "fast")), "ssd1")
            .build();
    private final OpenStackEmulator emulator = OpenStackEmulator.start(cloud, clock);
    private final Client client = new Client(emulator);

    @AfterEach
    void stop() {
        emulator.close();
    }

    @Test
    void serversAreFilteredAndPagedNewestFirst() {
        assertThat(names("/servers/detail")).containsExactly("vm-3", "vm-2", "vm-1");
        assertThat(names("/servers/detail?all_tenants=1")).hasSize(5);
        assertThat(names("/servers/detail?all_tenants=1&host=pm2")).containsExactly("vm-5", "vm-4");
        assertThat(names("/servers/detail?all_tenants=1&project_id=other")).containsExactly("vm-5", "vm-4");
        assertThat(names("/servers/detail?all_tenants=1&status=SHUTOFF")).isEmpty();
        assertThat(pages("servers", "/servers/detail?all_tenants=1&limit=2")).containsExactly(2, 2, 1);
    }

    @Test
    void aNewerReleaseSpeaksNewerMicroversionsAndWaitsForItsHosts() {
        EmulatedCloud newer = Topology.on(clock)
                .settings(CloudSettings.defaults().withRelease(Release.EPOXY))
                .hosts(1)
                .servers(1, "pm1", server -> server.flavor("m1.tiny"))
                .build();
        try (OpenStackEmulator epoxy = OpenStackEmulator.start(newer, clock)) {
            Client asking = new Client(epoxy);
            JsonNode old = server(asking, "2.95");
            assertThat(old.has("pinned_availability_zone")).isFalse();
            JsonNode shown = server(asking, "2.100");
            assertThat(shown.has("pinned_availability_zone")).isTrue();
            assertThat(shown.path("image").has("properties")).isTrue();
            assertThat(shown.has("scheduler_hints")).isTrue();
            assertThat(status(asking, "2.101")).isEqualTo(406);
            assertThat(status(client, "2.94")).isEqualTo(406);
            long began = System.nanoTime();
            asking.send("GET", "/compute/v2.1/servers/" + shown.path("id").asText() + "/diagnostics", at("2.48"), null);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Release.EPOXY.rpc());
        }
    }

    private static Map<String, String> at(String version) {
        return Map.of("OpenStack-API-Version", "compute " + version);
    }

    private static int status(Client asking, String version) {
        return asking.send("GET", "/compute/v2.1/servers/detail", at(version), null)
                .statusCode();
    }

    private static JsonNode server(Client asking, String version) {
        return Client.parse(asking.send("GET", "/compute/v2.1/servers/detail", at(version), null)
                        .body())
                .path("servers")
                .path(0);
    }

    @Test
    void migrationsAreFilteredAndPaged() {
        for (int i = 1; i <= 5; i++) {
            cloud.migrate("vm-" + i, i <= 3 ? "pm2" : "pm1");
        }
        clock.passSeconds(20);
        cloud.migrate("vm-2", "ssd1");
        assertThat(count("/os-migrations?source_compute=pm1")).isEqualTo(3);
        assertThat(count("/os-migrations?host=pm1")).isEqualTo(4);
        assertThat(count("/os-migrations?host=ssd1")).isZero();
        assertThat(count("/os-migrations?status=completed")).isEqualTo(3);
        assertThat(count("/os-migrations?status=error"))
                .as("neither of vm-1 and vm-4 may join the other")
                .isEqualTo(2);
        assertThat(count("/os-migrations?migration_type=resize")).isZero();
        assertThat(count("/os-migrations?changes-since=2026-01-01T00:00:20Z")).isEqualTo(1);
        assertThat(pages("migrations", "/os-migrations?limit=4")).containsExactly(4, 2);
    }

    @Test
    void microversionsAreNegotiatedAsNumbers() {
        assertThat(nova("2.100", "/flavors/detail").statusCode()).isEqualTo(406);
        assertThat(nova("2.9", "/flavors/detail").headers().firstValue("OpenStack-API-Version"))
                .hasValue("compute 2.9");
        assertThat(nova("latest", "/flavors/detail").headers().firstValue("OpenStack-API-Version"))
                .hasValue("compute 2.93");
        assertThat(nova("two", "/flavors/detail").statusCode()).isEqualTo(400);
        Map<String, String> future = Map.of("OpenStack-API-Version", "placement 1.99");
        HttpResponse<String> placement = client.send("GET", "/placement/resource_providers", future, null);
        assertThat(placement.statusCode()).isEqualTo(406);
        assertThat(Client.parse(placement.body()).at("/errors/0/max_version").asText())
                .isEqualTo("1.39");
    }

    @Test
    void groupsAggregatesAndZonesAreListed() {
        JsonNode groups = body("2.92", "/os-server-groups?all_projects=True").get("server_groups");
        assertThat(groups.at("/0/policy").asText()).isEqualTo("anti-affinity");
        assertThat(groups.at("/0/members")).hasSize(2);
        assertThat(body("2.63", "/os-server-groups")
                        .at("/server_groups/0/policies/0")
                        .asText())
                .isEqualTo("anti-affinity");
        assertThat(body("2.92", "/os-aggregates")
                        .at("/aggregates/0/availability_zone")
                        .asText())
                .isEqualTo("fast");
        JsonNode zones = body("2.92", "/os-availability-zone/detail").get("availabilityZoneInfo");
        assertThat(zones.findValuesAsText("zoneName")).containsExactly("fast", "nova");
        assertThat(zones.at("/1/hosts/pm1/nova-compute/available").asBoolean()).isTrue();
    }

    @Test
    void aServerShowsItsTagsMetadataAndGroups() {
        String id = cloud.inside(() -> cloud.fleet().groups().get(0).members().get(0));
        JsonNode server = body("2.92", "/servers/" + id).get("server");
        assertThat(server.at("/tags/0").asText()).isEqualTo("web");
        assertThat(server.get("metadata").get("drover:exclude").asText()).isEqualTo("true");
        assertThat(server.get("server_groups")).hasSize(1);
    }

    @Test
    void liveMigrateIsValidatedByTheSchemaOfItsMicroversion() {
        assertThat(migrate("2.92", "{\"block_migration\": \"auto\"}")).contains("'host' is a required property");
        assertThat(migrate("2.24", "{\"host\": \"pm2\", \"block_migration\": false}"))
                .contains("'disk_over_commit' is a required property");
        assertThat(migrate("2.92", "{\"host\": \"pm2\", \"block_migration\": \"maybe\"}"))
                .contains("Invalid input for field/attribute block_migration. Value: maybe.");
        assertThat(migrate("2.67", "{\"host\": \"pm2\", \"block_migration\": \"auto\", \"force\": false}"))
                .isEmpty();
    }

    @Test
    void computeNodesAreInGnocchiToo() {
        clock.passSeconds(60);
        String path = "/metric/v1/resource/nova_compute";
        assertThat(client.json("GET", path).at("/0/host_name").asText()).isEqualTo("compute.pm1");
        JsonNode measures =
                client.json("GET", path + "/pm1_pm1/metric/compute.node.cpu.percent/measures?granularity=10");
        assertThat(measures).hasSize(7);
    }

    private String migrate(String version, String arguments) {
        String id = cloud.inside(() -> cloud.fleet().servers().iterator().next().id());
        String body = "{\"os-migrateLive\": " + arguments + "}";
        return client.nova(version, "POST", "/servers/" + id + "/action", body).body();
    }

    private HttpResponse<String> nova(String version, String path) {
        return client.nova(version, "GET", path, null);
    }

    private JsonNode body(String version, String path) {
        return Client.parse(nova(version, path).body());
    }

    private List<String> names(String path) {
        return body("2.92", path).get("servers").findValuesAsText("name");
    }

    private int count(String path) {
        return body("2.92", path).get("migrations").size();
    }

    /** The sizes of the pages that one is led through. */
    private List<Integer> pages(String list, String first) {
        List<Integer> sizes = new ArrayList<>();
        String path = first;
        while (path != null) {
            JsonNode page = body("2.92", path);
            sizes.add(page.get(list).size());
            String next = page.at("/" + list + "_links/0/href").asText("");
            URI link = next.isEmpty() ? null : URI.create(next);
            path = link == null ? null : link.getPath().substring("/compute/v2.1".length()) + "?" + link.getQuery();
        }
        return sizes;
    }
}
