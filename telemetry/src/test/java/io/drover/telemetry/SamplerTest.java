package io.drover.telemetry;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.HostObservation;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.openstack.Recorded;
import io.drover.openstack.StubCloud;
import io.drover.prometheus.StubPrometheus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a round tells. */
class SamplerTest extends SamplerScene {

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
            ceilometer(prometheus, scraped);
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

    private static void ceilometer(StubPrometheus prometheus, double polled) {
        String series = "__name__=ceilometer_cpu,resource=" + VM1;
        prometheus.answers("libvirt", StubPrometheus.element(series, 0, "1"));
        String points = polled - 600 + " 1e9 " + (polled - 300) + " 91e9 " + polled + " 181e9";
        prometheus.answers("ceilometer_cpu{", StubPrometheus.range(series, points));
    }

    @Test
    void aClockThatStepsBackEndsThePauseOfPrometheus() {
        try (StubPrometheus prometheus = new StubPrometheus()) {
            sampler = sampler(CLOUD.withPrometheus(prometheus.settings())
                    .withSources(HostLoadSource.NOVA, ServerLoadSource.PROMETHEUS));
            ceilometer(prometheus, now.getEpochSecond());
            next();
            next();
            assertThat(askedForCpuTimes(prometheus))
                    .as("what is polled is asked for once a minute")
                    .isEqualTo(1);
            now = now.minus(Duration.ofHours(1));
            next();
            next();
            assertThat(askedForCpuTimes(prometheus)).isEqualTo(2);
        }
    }

    private static long askedForCpuTimes(StubPrometheus prometheus) {
        return prometheus.queries().stream()
                .filter(query -> query.startsWith("ceilometer_cpu{"))
                .count();
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
}
