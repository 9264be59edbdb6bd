package io.drover.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.fleet.SmallFleet;
import io.drover.fleet.SmallFleet.Ran;
import io.drover.prometheus.StubPrometheus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover config check --cloud} against an emulated cloud, a broker, and one agent of two. */
class CloudChecksTest {

    @TempDir
    private Path directory;

    private SmallFleet fleet;

    @BeforeEach
    void start() throws Exception {
        fleet = new SmallFleet(
                directory,
                1,
                world -> world.hosts(2).servers(1, "pm1", server -> server.load(0.5)),
                "[telemetry]",
                "server_load_source = gnocchi",
                "load_minutes = 1");
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    /** By sources of which one sample is enough, where nothing else is said. */
    private Ran check(Map<String, String> variables) {
        return fleet.drover(variables, "config", "check", "--cloud", "-f", "value");
    }

    @Test
    void aSoundCloudHasNothingThatFails() throws Exception {
        Path key = Files.writeString(directory.resolve("key"), "0123456789abcdef0123456789abcdef\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        fleet.start("pm1", "fleet_key_file=" + key);
        Ran ran = check(Map.of(
                "DROVER_DEFAULT_HOST",
                "pm1",
                "DROVER_DEFAULT_FLEET_KEY_FILE",
                key.toString(),
                "DROVER_TELEMETRY_SERVER_LOAD_SOURCE",
                "diagnostics",
                "DROVER_TELEMETRY_LOAD_MINUTES",
                "0"));
        assertThat(ran.out().lines())
                .anyMatch(line -> line.startsWith("keystone OK a token, with the roles "))
                .anyMatch(
                        line -> line.startsWith("rights OK allowed: os-services, ") && line.contains("os-migrateLive"))
                .anyMatch(line -> line.matches("microversion OK Nova 2\\.\\d+, needed at least 2\\.68"))
                .contains("host OK compute service pm1 is up, zone nova")
                .anyMatch(line -> line.matches("telemetry OK host load from nova: .* on 8 CPUs, \\d+ s old"))
                .contains("telemetry OK server loads from diagnostics: 1 of 1 servers")
                .contains("requests OK agents on 2 hosts with 1 servers each, as here, loads from nova and diagnostics,"
                        + " at rest ask in a second Nova 0.51, Placement 0.06, Gnocchi 0.00, Keystone 0.00 times,"
                        + " and Nova calls nova-compute 0.40 times")
                .contains("prometheus OK not configured: neither url nor catalog is set")
                .anyMatch(line -> line.startsWith("clocks OK Keystone's clock is "))
                .contains("fleet key OK 1 fleet key in " + key)
                .contains("broker and peers OK 1 agents answer: pm1")
                .contains("broker and peers WARNING no agent runs on pm2")
                .noneMatch(line -> line.contains(" FAILED "));
        assertThat(ran.status()).isZero();
        assertThat(ran.err()).contains("Checking keystone", "Checking broker and peers");
    }

    @Test
    void eachFaultIsOneSentence() throws Exception {
        fleet.openstack().faults().failNext(100, "compute", "/os-services", 403);
        Path key = Files.writeString(directory.resolve("key"), "short\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "pm9", "DROVER_DEFAULT_FLEET_KEY_FILE", key.toString()));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out().lines())
                .anyMatch(line -> line.startsWith("rights FAILED os-services: Nova answered 403"))
                .anyMatch(line -> line.startsWith("host FAILED Nova answered 403"))
                .anyMatch(line -> line.startsWith("host FAILED Nova shows no hypervisor of host pm9"))
                .anyMatch(line -> line.startsWith("fleet key FAILED line 1 of the fleet key file"))
                .noneMatch(line -> line.startsWith("broker and peers FAILED ")) // for the same reason
                .noneMatch(line -> line.contains("short"));
    }

    @Test
    void prometheusTellsItsLabelsAndWhichOfThemIsThisHost() {
        try (StubPrometheus prometheus = new StubPrometheus()) {
            Map<String, String> variables = Map.of(
                    "DROVER_DEFAULT_HOST",
                    "pm1",
                    "DROVER_PROMETHEUS_URL",
                    prometheus.url().toString());
            assertThat(check(variables).out())
                    .contains("prometheus FAILED Prometheus has no series of any node exporter")
                    .contains("prometheus WARNING no CPU time of any of the 1 servers here");
            String labels = "job=node,instance=10.0.0.5:9100";
            prometheus.answers("node_load1", StubPrometheus.element("__name__=node_load1," + labels, 0, "1"));
            assertThat(check(variables).out())
                    .contains(
                            "prometheus FAILED Prometheus has no series of a node exporter with a label that names host"
                                    + " pm1: node exporters have the labels instance, job");
            prometheus.answers(
                    "node_load1", StubPrometheus.element("__name__=node_uname_info,nodename=pm1," + labels, 0, "1"));
            String at = "" + System.currentTimeMillis() / 1000;
            prometheus.answers(
                    "schedstat",
                    StubPrometheus.element("drover=running," + labels, 0, "1.25"),
                    StubPrometheus.element("drover=waiting," + labels, 0, "0.5"),
                    StubPrometheus.element("drover=tasks_at," + labels, 0, at));
            assertThat(check(variables).out())
                    .contains("prometheus OK node exporters have the labels instance, job, nodename; host pm1 is"
                            + " {instance=\"10.0.0.5:9100\"}")
                    .containsPattern("prometheus OK host load 1\\.75, \\d+ s old");
        }
    }

    @Test
    void aFleetThatIsABurdenIsTold() {
        fleet.openstack().faults().rewrite("compute", "/os-services", answer -> fiftyTimes(answer));
        assertThat(check(Map.of("DROVER_DEFAULT_HOST", "pm1", "DROVER_TELEMETRY_INTERVAL", "5"))
                        .out()
                        .lines())
                .filteredOn(line -> line.startsWith("requests "))
                .singleElement()
                .asString()
                .startsWith("requests WARNING agents on 102 hosts with 1 servers each, as here, ")
                .endsWith("and Nova calls nova-compute 20 times: more than 10 calls are a burden: take other sources of"
                        + " loads, or a longer [telemetry] interval");
    }

    private static JsonNode fiftyTimes(JsonNode answer) {
        ArrayNode all = (ArrayNode) answer.path("services");
        List<ObjectNode> compute = new ArrayList<>();
        all.forEach(row -> {
            if (row.path("binary").asText().equals("nova-compute")) compute.add(row.deepCopy());
        });
        for (int copy = 0; copy < 50; copy++) {
            for (ObjectNode row : compute) {
                all.add(row.deepCopy()
                        .put("id", row.path("id").asText() + copy)
                        .put("host", row.path("host").asText() + "-" + copy));
            }
        }
        return answer;
    }

    @Test
    void aHostThatNovaDoesNotKnowIsGuessed() {
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "PM1.example.org"));
        assertThat(ran.out())
                .contains("host FAILED Nova knows no compute service on host PM1.example.org: host = pm1?");
    }

    @Test
    void withoutATokenNothingElseIsTried() {
        Ran ran = check(Map.of("OS_PASSWORD", "wrong-password"));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out().lines())
                .filteredOn(line -> line.contains(" FAILED "))
                .singleElement()
                .asString()
                .startsWith("keystone FAILED Keystone answered 401")
                .doesNotContain("wrong-password");
        assertThat(ran.out()).doesNotContain("not tried", "rights", "telemetry");
    }

    @Test
    void aServiceThatIsAwayIsToldOnce() {
        fleet.openstack().faults().failFor(Duration.ofDays(1), "placement", "", 503);
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "pm1"));
        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.out().lines().filter(line -> line.contains("Placement answered 503")))
                .as("by the question of the first check, and as what a sample lacks")
                .hasSize(2);
    }

    @Test
    void namesThatAreLeftOverAreTold() {
        fleet.openstack().faults().rewrite("compute", "/os-services", answer -> twice(answer, "services", "host"));
        fleet.openstack()
                .faults()
                .rewrite("compute", "/os-hypervisors/detail", answer -> twice(answer, "hypervisors", "id"));
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "pm1"));
        assertThat(ran.out().lines())
                .anyMatch(line -> line.startsWith(
                        "host WARNING this machine answers to two names in Nova, pm1 and pm1.example.org: "))
                .anyMatch(line -> line.startsWith("host FAILED Nova lists this hypervisor 2 times: pm1 on pm1 ("));
    }

    /** Each row, and once more under a longer name. */
    private static JsonNode twice(JsonNode answer, String field, String name) {
        ArrayNode all = (ArrayNode) answer.path(field);
        List<ObjectNode> again = new ArrayList<>();
        all.forEach(row -> again.add(row.deepCopy()));
        again.forEach(row -> all.add(row.put(name, row.path(name).asText() + ".example.org")));
        return answer;
    }

    @Test
    void aCellOutOfReachIsTold() {
        fleet.openstack().faults().cellDown("pm2");
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "pm1"));
        assertThat(ran.out())
                .contains("host WARNING Nova cannot reach a cell and tells only the names of 1 hosts, pm2 among them");
        assertThat(ran.out().lines())
                .filteredOn(line -> line.contains(" FAILED "))
                .isEmpty();
    }

    @Test
    void anEndpointWithoutAVersionIsFollowed() {
        fleet.openstack().faults().unversionedCompute();
        Ran ran = check(Map.of("DROVER_DEFAULT_HOST", "pm1"));
        assertThat(ran.out().lines())
                .filteredOn(line -> line.contains(" FAILED "))
                .isEmpty();
        assertThat(ran.out()).contains("host OK compute service pm1 is up, zone nova");
    }

    @Test
    void aClockThatJumpsIsTold() throws Exception {
        assertThat(ClockCheck.jump(Duration.ofMillis(7400), Duration.ofMillis(7000)))
                .isEmpty();
        assertThat(ClockCheck.jump(Duration.ofSeconds(-293), Duration.ofSeconds(7)))
                .map(CloudCheck.Finding::text)
                .contains("this machine's clock jumped back by 300.0 s during the checks");
        Path journal = Files.writeString(directory.resolve("journal"), "{}\n");
        Instant now = Instant.now();
        Files.setLastModifiedTime(journal, FileTime.from(now.plusSeconds(90)));
        assertThat(ClockCheck.fromTheFuture(directory, now))
                .map(CloudCheck.Finding::text)
                .contains(directory + " was written 90 s in the future: this machine's clock jumped back since");
        assertThat(ClockCheck.fromTheFuture(directory, now.plusSeconds(90))).isEmpty();
        assertThat(ClockCheck.fromTheFuture(directory.resolve("nowhere"), now)).isEmpty();
    }
}
