package io.drover.telemetry;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.model.HostObservation;
import io.drover.openstack.Recorded;
import io.drover.openstack.StubCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a round makes of a cloud that fails, lies or lags. */
class SamplerTroubleTest extends SamplerScene {

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
    void aClockThatStepsBackEndsThePauseOfGnocchi() {
        next();
        next();
        cloud.server().resetRequests();
        next();
        cloud.server().verify(0, postRequestedFor(urlPathEqualTo("/gnocchi/v1/aggregates")));
        now = now.minus(Duration.ofHours(1));
        next();
        next();
        cloud.server().verify(1, postRequestedFor(urlPathEqualTo("/gnocchi/v1/aggregates")));
    }

    @Test
    void anAbsurdLoadIsAProblem() {
        TelemetrySettings five = new TelemetrySettings(
                Duration.ofSeconds(10),
                java.util.Optional.empty(),
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
                ExclusionSettings.DEFAULT,
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
    void noHypervisorIsAProblem() {
        sampler = new Sampler("nowhere", cloud.session(() -> now), CLOUD, new DirtyRates(), () -> now);
        assertThat(next().problem()).contains("Nova knows no hypervisor on host nowhere");
        assertThat(List.of(next().cpus())).containsExactly(0);
    }

    @Test
    void aSlowNovaIsAskedHalfAsOften() {
        List<String> told = new ArrayList<>();
        sampler.onNotice(told::add);
        next();
        now = now.plusSeconds(10);
        assertThat(sampler.due()).isTrue();
        AtomicInteger answers = new AtomicInteger();
        cloud.server().addMockServiceRequestListener((request, response) -> {
            boolean nova = request.getUrl().startsWith("/nova/");
            if (nova && answers.incrementAndGet() == 2) cloud.server().setGlobalFixedDelay(0);
        });
        cloud.server().setGlobalFixedDelay(2_050);
        next();
        next();
        assertThat(told)
                .filteredOn(sentence -> sentence.startsWith("Nova"))
                .containsExactly("Nova answers slowly: it is asked half as often");
        now = now.plusSeconds(10);
        assertThat(sampler.due()).isFalse();
        now = now.plusSeconds(10);
        assertThat(sampler.due()).isTrue();
    }
}
