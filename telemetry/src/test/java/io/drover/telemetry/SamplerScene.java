package io.drover.telemetry;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import io.drover.model.HostObservation;
import io.drover.model.ServerObservation;
import io.drover.openstack.Recorded;
import io.drover.openstack.StubCloud;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** Rounds against recorded answers: pm1 with three servers, of which vm-1 uses 0.8 CPUs. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SamplerScene {

    static final String VM1 = "c1586339-a7bf-44a3-99ea-38caa88fd7d5";
    static final String NOVA = "/nova/v2.1";
    static final TelemetrySettings CLOUD = TelemetrySettings.DEFAULT
            .withSources(HostLoadSource.NOVA, ServerLoadSource.GNOCCHI)
            .withInventoryInterval(Duration.ofSeconds(10));

    final StubCloud cloud = new StubCloud();
    Instant now;
    Sampler sampler;
    String id;
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

    Sampler sampler(TelemetrySettings settings) {
        return new Sampler("pm1", cloud.session(() -> now), settings, new DirtyRates(), () -> now);
    }

    void recorded(String path, String sample) {
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
    void uptime(String one) {
        average = one;
        state("up", "enabled");
    }

    void state(String state, String status) {
        cloud.answersAny(
                NOVA + "/os-hypervisors/" + id,
                "{\"hypervisor\": {\"id\": \"" + id + "\", \"hypervisor_hostname\": \"pm1\", \"state\": \"" + state
                        + "\", \"status\": \"" + status + "\", \"service\": {\"host\": \"pm1\","
                        + " \"disabled_reason\": \"rack 3\"}}}");
    }

    void stored() {
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

    HostObservation next() {
        now = now.plusSeconds(10);
        stored();
        return sampler.sample();
    }

    /** While Nova shows what the host stored before. */
    HostObservation again() {
        now = now.plusSeconds(10);
        return sampler.sample();
    }

    static ServerObservation server(HostObservation observation, String server) {
        return observation.servers().stream()
                .filter(each -> each.id().equals(server))
                .findFirst()
                .orElseThrow();
    }
}
