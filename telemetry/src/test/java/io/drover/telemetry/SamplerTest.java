package io.drover.telemetry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.model.HostObservation;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.openstack.Recorded;
import io.drover.openstack.StubCloud;
import io.drover.prometheus.StubPrometheus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Rounds against recorded answers: pm1 with three servers, of which vm-1 uses 0.8 CPUs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SamplerTest {

    private static final String VM1 = "c1586339-a7bf-44a3-99ea-38caa88fd7d5";
    private static final String NOVA = "/nova/v2.1";
    private static final TelemetrySettings CLOUD =
            TelemetrySettings.DEFAULT.withSources(HostLoadSource.NOVA, ServerLoadSource.GNOCCHI);

    private final StubCloud cloud = new StubCloud();
    private Instant now;
    private Sampler sampler;
    private String id;
    private String average;

    @BeforeEach
    void open() {
        now = Instant.parse("2026-11-22T11:29:30Z");
        cloud.server().resetAll();
        cloud.tokens("token-1");
        cloud.nova("2.93");
        cloud.answers("/placement/", "{\"versions\": [{\"max_version\": \"1.39\"}]}");
        recorded(NOVA + "/os-hypervisors/detail", "os-hypervisors-detail-2.87");
        id = hypervisor("pm1");
        uptime("1.50");
        recorded(NOVA + "/servers/detail", "servers-detail-2.92");
        for (var server : Recorded.body("servers-detail-2.92").path("servers")) {
            cloud.answersAny(NOVA + "/servers/" + server.path("id").asText(), "{\"server\": " + server + "}");
        }
        cloud.answersAny(NOVA + "/os-migrations", "{\"migrations\": []}");
        cloud.answersAny("/placement/resource_providers", provider());
        recorded("/placement/resource_providers/" + id + "/inventories", "placement-inventories");
        recorded("/placement/resource_providers/" + id + "/allocations", "placement-allocations");
        rates("8e9");
        sampler = sampler(CLOUD);
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    private Sampler sampler(TelemetrySettings settings) {
        return new Sampler("pm1", cloud.session(() -> now), settings, new DirtyRates(), () -> now);
    }

    private void recorded(String path, String sample) {
        cloud.answersAny(path, Recorded.body(sample).toString());
    }

    private static String hypervisor(String host) {
        for (var each : Recorded.body("os-hypervisors-detail-2.87").path("hypervisors")) {
            if (each.path("service").path("host").asText().equals(host))
                return each.path("id").asText();
        }
        throw new AssertionError("no " + host);
    }

    private String provider() {
        return "{\"resource_providers\": [{\"uuid\": \"" + id + "\", \"name\": \"pm1\", \"root_provider_uuid\": \"" + id
                + "\"}]}";
    }

    /** As uptime(1) prints it in each round to come. */
    private void uptime(String one) {
        average = one;
        state("up", "enabled");
    }

    private void state(String state, String status) {
        cloud.answersAny(
                NOVA + "/os-hypervisors/" + id,
                "{\"hypervisor\": {\"id\": \"" + id + "\", \"hypervisor_hostname\": \"pm1\", \"state\": \"" + state
                        + "\", \"status\": \"" + status + "\", \"service\": {\"host\": \"pm1\","
                        + " \"disabled_reason\": \"rack 3\"}}}");
    }

    private void stored() {
        cloud.answersAny(
                NOVA + "/os-hypervisors/" + id + "/uptime",
                "{\"hypervisor\": {\"id\": \"" + id + "\", \"hypervisor_hostname\": \"pm1\", \"uptime\": \" "
                        + now.toString().substring(11, 19) + " up 0 days,  0:04,  1 user,  load average: " + average
                        + ", 1.25, 0.75\\n\"}}");
    }

    private void rates(String newest) {
        cloud.server()
                .stubFor(post(urlPathEqualTo("/gnocchi/v1/aggregates"))
                        .willReturn(StubCloud.json("{\"measures\": {\"" + VM1 + "\": {\"cpu\": {\"rate:mean\": ["
                                + "[\"2026-11-22T11:29:00+00:00\", 10.0, 8e9],"
                                + "[\"2026-11-22T11:29:10+00:00\", 10.0, " + newest + "]]}}}}")));
    }

    private HostObservation next() {
        now = now.plusSeconds(10);
        stored();
        return sampler.sample();
    }

    /** While Nova shows what the host stored before. */
    private HostObservation again() {
        now = now.plusSeconds(10);
        return sampler.sample();
    }

    private static ServerObservation server(HostObservation observation, String server) {
        return observation.servers().stream()
                .filter(each -> each.id().equals(server))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRoundTellsAllOfThisHost() {
        assertThat(next().problem()).contains("the load takes a second sample");
        HostObservation seen = next();
        assertThat(seen.problem()).isEmpty();
        assertThat(seen.sampledAt()).isEqualTo(now);
        assertThat(seen.cpus()).isEqualTo(8);
        assertThat(seen.load().orElseThrow()).isCloseTo(1.5, within(1e-9));
        assertThat(seen.free()).isEqualTo(Resources.of(26, 5120, 197));
        assertThat(seen.closed()).isEmpty();
        assertThat(seen.usage().memoryMib()).isEqualTo(8192);
        assertThat(seen.servers()).hasSize(3);
        ServerObservation vm1 = server(seen, VM1);
        assertThat(vm1.load()).hasValue(0.8);
        assertThat(vm1.resources()).isEqualTo(Resources.of(1, 256, 1));
        assertThat(vm1.immovable()).isEmpty();
        assertThat(seen.fleetMigrations()).isEmpty();
    }

    @Test
    void anUnchangedTextIsNoNewSample() {
        next();
        HostObservation first = next();
        HostObservation same = again();
        assertThat(same.sampledAt()).isEqualTo(first.sampledAt());
        assertThat(same.load()).isEqualTo(first.load());
        stored();
        now = now.plusSeconds(40);
        HostObservation late = sampler.sample();
        assertThat(late.sampledAt()).as("by the host's own clock").isEqualTo(now.minusSeconds(40));
        assertThat(late.load().orElseThrow()).isCloseTo(1.5, within(1e-9));
    }

    @Test
    void aServerIsAskedAboutItsGroupsOnce() {
        next();
        next();
        next();
        cloud.server().verify(1, getRequestedFor(urlPathEqualTo(NOVA + "/servers/" + VM1)));
    }

    @Test
    void aServerWithoutARateHasNoLoad() {
        next();
        HostObservation seen = next();
        assertThat(seen.servers().stream().filter(each -> each.load().isEmpty()))
                .hasSize(2);
        now = now.plusSeconds(900);
        assertThat(server(next(), VM1).load()).as("it is too old").isEmpty();
    }

    @Test
    void aClosedHostSaysWhy() {
        state("up", "disabled");
        assertThat(next().closed()).contains("service disabled: rack 3");
        state("down", "enabled");
        HostObservation down = next();
        assertThat(down.closed()).contains("host down");
        assertThat(down.problem()).contains("Nova tells no uptime of host pm1");
    }

    @Test
    void migrationsInProgressAndPastAreTold() {
        recorded(NOVA + "/os-migrations", "os-migrations-2.92");
        assertThat(server(next(), VM1).moved()).contains(Instant.parse("2026-11-22T11:28:47Z"));
        recorded(NOVA + "/os-migrations", "os-migrations-four-at-once");
        assertThat(next().migrations()).isNotEmpty();
    }

    /** Its host has no record of its earlier moves between others. */
    @Test
    void aServerThatCameIsAskedOnceWhereItWasBefore() {
        recorded(NOVA + "/os-migrations", "os-migrations-2.92");
        next();
        next();
        next();
        cloud.server()
                .verify(
                        1,
                        getRequestedFor(urlPathEqualTo(NOVA + "/os-migrations"))
                                .withQueryParam("instance_uuid", equalTo(VM1)));
    }

    @Test
    void aMigrationThatNobodyCarriesOutAnyMoreIsNotUnderWay() {
        recorded(NOVA + "/os-migrations", "os-migrations-four-at-once");
        assertThat(next().migrations()).as("it may be").isNotEmpty();
        now = now.plus(Duration.ofMinutes(10));
        assertThat(next().migrations()).as("its server has no task, or is gone").isEmpty();
        int asked = askedForServers();
        assertThat(next().migrations()).isEmpty();
        assertThat(askedForServers()).as("what is stuck stays so").isEqualTo(asked);
    }

    @Test
    void aMigrationWhoseServerIsBusyIsUnderWayForADayAtMost() {
        recorded(NOVA + "/os-migrations", "os-migrations-four-at-once");
        cloud.server()
                .stubFor(get(urlPathMatching(NOVA + "/servers/[0-9a-f-]{36}"))
                        .willReturn(StubCloud.json("{\"server\": " + busy() + "}")));
        now = now.plus(Duration.ofHours(3));
        assertThat(next().migrations()).isNotEmpty();
        now = now.plus(Duration.ofHours(22));
        assertThat(next().migrations()).isEmpty();
    }

    private static String busy() {
        ObjectNode server = (ObjectNode)
                Recorded.body("servers-detail-2.92").path("servers").get(0);
        return server.put("OS-EXT-STS:task_state", "migrating").toString();
    }

    private int askedForServers() {
        return cloud.server()
                .findAll(getRequestedFor(urlPathMatching(NOVA + "/servers/[0-9a-f-]{36}")))
                .size();
    }

    @Test
    void aRateLimitIsObeyed() {
        assertThat(next().servers()).as("there is a token").isNotEmpty();
        cloud.server()
                .stubFor(any(anyUrl()).willReturn(aResponse().withStatus(429).withHeader("Retry-After", "60")));
        assertThat(again().problem().orElseThrow()).startsWith("Nova answered 429");
        cloud.server().resetRequests();
        for (int round = 0; round < 5; round++) assertThat(again().problem()).isPresent();
        cloud.server().verify(0, anyRequestedFor(anyUrl()));
        again();
        cloud.server().verify(1, anyRequestedFor(anyUrl()));
    }

    @Test
    void dedicatedCpusCountAsPlacementTellsThem() {
        cloud.answersAny(
                "/placement/resource_providers/" + id + "/inventories",
                "{\"inventories\": {\"VCPU\": {\"total\": 2, \"reserved\": 0, \"allocation_ratio\": 16.0},"
                        + " \"PCPU\": {\"total\": 6, \"reserved\": 0, \"allocation_ratio\": 1.0}}}");
        assertThat(next().cpus()).isEqualTo(8);
    }

    @Test
    void loadsMayComeFromPrometheus() {
        try (StubPrometheus prometheus = new StubPrometheus()) {
            sampler = sampler(TelemetrySettings.DEFAULT
                    .withPrometheus(prometheus.settings())
                    .withSources(HostLoadSource.PROMETHEUS, ServerLoadSource.PROMETHEUS));
            assertThat(next().problem().orElseThrow()).contains("no series of a node exporter");
            assertThat(next().servers()).hasSize(3);
            now = now.plusSeconds(60);
            double scraped = now.getEpochSecond();
            String node = "instance=10.0.0.5:9100";
            prometheus.answers("uname", StubPrometheus.element("__name__=u,nodename=pm1," + node, 0, "1"));
            prometheus.answers(
                    "schedstat",
                    StubPrometheus.element("drover=running," + node, 0, "2"),
                    StubPrometheus.element("drover=waiting," + node, 0, "0.5"),
                    StubPrometheus.element("drover=tasks_at," + node, 0, "" + scraped),
                    StubPrometheus.element("drover=MemTotal," + node, 0, "" + (1L << 33)));
            prometheus.answers("libvirt", StubPrometheus.element("__name__=ceilometer_cpu,resource=" + VM1, 0, "1"));
            prometheus.answers(
                    "ceilometer_cpu{",
                    StubPrometheus.range(
                            "__name__=ceilometer_cpu,resource=" + VM1,
                            scraped - 600 + " 1e9 " + (scraped - 300) + " 91e9 " + scraped + " 181e9"));
            HostObservation seen = next();
            assertThat(seen.problem()).isEmpty();
            assertThat(seen.load()).hasValue(2.5);
            assertThat(seen.sampledAt()).isEqualTo(now.minusSeconds(10));
            assertThat(seen.usage().memoryMib()).isEqualTo(8192);
            assertThat(server(seen, VM1).load()).hasValue(0.3);
            prometheus.silence();
            HostObservation silent = next();
            assertThat(silent.problem().orElseThrow()).contains("gave no answer: ");
            assertThat(silent.load()).isEmpty();
            assertThat(silent.servers()).as("Nova still tells").hasSize(3);
        }
    }

    @Test
    void aFailingCloudIsAProblemAndIsAskedAgainAtABoundedPace() {
        next();
        HostObservation good = next();
        cloud.server().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(403)));
        HostObservation bad = again();
        assertThat(bad.problem().orElseThrow()).startsWith("Nova answered 403");
        assertThat(bad.load()).isEmpty();
        assertThat(bad.servers()).isEqualTo(good.servers());
        cloud.server().resetRequests();
        for (int round = 0; round < 60; round++) assertThat(again().problem()).isPresent();
        int asked = cloud.server().findAll(getRequestedFor(anyUrl())).size();
        assertThat(asked)
                .as("at most three times in each of some eight rounds in ten minutes")
                .isBetween(3, 30);
    }

    @Test
    void aClockThatJumpsBackIsAProblemOfOneRound() {
        next();
        next();
        now = now.minus(Duration.ofMinutes(5));
        assertThat(sampler.sample().problem()).contains("the clock jumped back by 300 s");
        assertThat(next().problem()).contains("the load takes a second sample");
        assertThat(next().problem()).isEmpty();
    }

    @Test
    void anAbsurdLoadIsAProblem() {
        TelemetrySettings five = new TelemetrySettings(
                Duration.ofSeconds(10),
                HostLoadSource.NOVA,
                ServerLoadSource.GNOCCHI,
                1,
                Duration.ofSeconds(900),
                Duration.ofSeconds(300),
                TelemetrySettings.DEFAULT.hostLoadMetric(),
                TelemetrySettings.DEFAULT.dirtyRateMetric(),
                TelemetrySettings.DEFAULT.libvirtUri(),
                LocalRoots.USUAL,
                0,
                true,
                Exclusions.DEFAULT,
                java.util.Optional.empty());
        sampler = sampler(five);
        uptime("99999.00");
        HostObservation seen = next();
        assertThat(seen.problem()).contains("the host's load is absurd: 99999 on 8 CPUs");
        assertThat(seen.load()).isEmpty();
        assertThat(seen.fleetMigrations()).hasValue(0);
    }

    @Test
    void gnocchiDownIsAProblemOnlyWhenLoadsAreMissingForIt() {
        cloud.server()
                .stubFor(post(urlPathEqualTo("/gnocchi/v1/aggregates"))
                        .willReturn(aResponse().withStatus(503)));
        next();
        assertThat(next().problem().orElseThrow()).startsWith("Gnocchi answered 503");
    }

    @Test
    void diagnosticsGiveLoadsFromTheSecondRoundOn() {
        sampler = sampler(CLOUD.withSources(HostLoadSource.SERVERS, ServerLoadSource.DIAGNOSTICS));
        diagnostics(1_000_000_000L);
        assertThat(next().problem().orElseThrow()).contains("has no valid CPU rate");
        diagnostics(6_000_000_000L);
        HostObservation seen = next();
        assertThat(server(seen, VM1).load()).hasValue(0.5);
        assertThat(seen.load().orElseThrow()).isCloseTo(1.5, within(1e-9));
        diagnostics(2_000_000_000L);
        assertThat(next().load()).as("the counters started anew").isEmpty();
    }

    private void diagnostics(long nanos) {
        for (var server : Recorded.body("servers-detail-2.92").path("servers")) {
            cloud.server()
                    .stubFor(get(NOVA + "/servers/" + server.path("id").asText() + "/diagnostics")
                            .willReturn(StubCloud.json("{\"cpu_details\": [{\"id\": 0, \"time\": " + nanos + "}]}")));
        }
    }

    @Test
    void noHypervisorIsAProblem() {
        sampler = new Sampler("nowhere", cloud.session(() -> now), CLOUD, new DirtyRates(), () -> now);
        assertThat(next().problem()).contains("Nova knows no hypervisor on host nowhere");
        assertThat(List.of(next().cpus())).containsExactly(0);
    }
}
