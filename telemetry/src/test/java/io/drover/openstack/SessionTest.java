package io.drover.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.drover.openstack.StubCloud.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Questions, their repetition, and what becomes of answers that are none. */
class SessionTest extends SessionScene {

    @Test
    void eachRequestIsToldWithItsCallAndStatus() {
        List<String> told = new ArrayList<>();
        session.onRequest((service, call, status, took) -> told.add(service + " " + call + " " + status));
        thing("token-1", "{\"n\": 1}");
        session.ask(THING);
        String server = "/servers/6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001/migrations/7";
        ApiRequest nothing = ApiRequest.get(Service.NOVA, server);
        assertThat(catchThrowableOfType(CloudException.class, () -> session.ask(nothing)))
                .isInstanceOf(CloudException.NotFound.class);
        assertThat(told)
                .containsExactly(
                        "KEYSTONE POST /auth/tokens 201",
                        "NOVA GET /thing 200",
                        "NOVA GET /servers/*/migrations/* 404");
        assertThat(ApiRequest.get(Service.GNOCCHI, "/v1/metric/6f6c5a86/measures")
                        .call())
                .isEqualTo("GET /v1/metric/*/measures");
    }

    @Test
    void aPostIsNeverRepeated() {
        ApiRequest order = ApiRequest.post(Service.NOVA, "/order", Map.of("a", 1));
        cloud.server().stubFor(post("/nova/v2.1/order").willReturn(aResponse().withStatus(503)));
        assertThatThrownBy(() -> session.ask(order)).isInstanceOf(CloudException.Unavailable.class);
        cloud.server().stubFor(post("/nova/v2.1/order").willReturn(aResponse().withStatus(401)));
        assertThatThrownBy(() -> session.ask(order)).isInstanceOf(CloudException.Unauthenticated.class);
        cloud.server()
                .stubFor(post("/nova/v2.1/order").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        CloudException lost = catchThrowableOfType(CloudException.class, () -> session.ask(order));
        assertThat(lost.uncertain()).isTrue();
        cloud.server()
                .verify(3, postRequestedFor(urlEqualTo("/nova/v2.1/order")).withRequestBody(equalToJson("{\"a\": 1}")));
    }

    @Test
    void aQuestionIsRepeatedWhileTheServiceIsUnavailable() {
        cloud.server()
                .stubFor(get("/nova/v2.1/thing")
                        .inScenario("busy")
                        .willReturn(aResponse().withStatus(503))
                        .willSetStateTo("back"));
        cloud.server()
                .stubFor(get("/nova/v2.1/thing")
                        .inScenario("busy")
                        .whenScenarioStateIs("back")
                        .willReturn(json("{\"n\": 3}")));
        assertThat(number()).isEqualTo(3);
    }

    @Test
    void aQuestionIsAskedThreeTimesAtMost() {
        cloud.server().stubFor(get("/nova/v2.1/thing").willReturn(aResponse().withStatus(502)));
        assertThatThrownBy(() -> session.ask(THING)).hasMessage("Nova answered 502 to GET /thing");
        assertThat(asked("/nova/v2.1/thing")).isEqualTo(3);
    }

    @Test
    void aSilentServiceIsWaitedForOnceAndNotLonger() {
        Session hasty =
                new Session(cloud.access().withTimeouts(Duration.ofSeconds(1), Duration.ofMillis(200)), () -> now);
        hasty.token();
        cloud.server().stubFor(get("/nova/v2.1/thing").willReturn(json("{}").withFixedDelay(600)));
        CloudException e = catchThrowableOfType(CloudException.class, () -> hasty.ask(THING));
        assertThat(e.retryable()).isTrue();
        assertThat(e).hasMessageContaining("Nova gave no answer to GET /thing");
        assertThat(asked("/nova/v2.1/thing")).isEqualTo(1);
    }

    @Test
    void aRefusalCarriesTheServicesOwnWords() {
        cloud.server()
                .stubFor(get("/nova/v2.1/thing")
                        .willReturn(json("{\"conflictingRequest\": {\"code\": 409, \"message\": \"It is locked.\\n\"}}")
                                .withStatus(409)
                                .withHeader("x-openstack-request-id", "req-7")));
        CloudException e = catchThrowableOfType(CloudException.Conflict.class, () -> session.ask(THING));
        assertThat(e.fault()).isEqualTo("It is locked");
        assertThat(e.requestId()).isEqualTo("req-7");
        assertThat(e).hasMessage("Nova answered 409 to GET /thing: It is locked");
        assertThat(e.retryable()).isFalse();
    }

    @Test
    void anAnswerThatIsNotJsonIsUnusable() {
        cloud.server().stubFor(get("/nova/v2.1/thing").willReturn(aResponse().withBody("<html>")));
        assertThatThrownBy(() -> session.ask(THING))
                .isInstanceOf(CloudException.Unusable.class)
                .hasMessage("Nova's answer to GET /thing cannot be used: it is not JSON");
    }

    @Test
    void aRedirectIsNotFollowedWithTheToken() {
        cloud.server()
                .stubFor(get("/nova/v2.1/thing")
                        .willReturn(aResponse().withStatus(302).withHeader("Location", "/elsewhere")));
        assertThatThrownBy(() -> session.ask(THING)).isInstanceOf(CloudException.Refused.class);
        assertThat(asked("/elsewhere")).isZero();
    }

    @Test
    void whatAServiceSaysIsShortened() {
        cloud.server().stubFor(get("/nova/v2.1/thing").willReturn(json("{\"n\": \"" + "x".repeat(9000) + "\"}")));
        assertThatThrownBy(() -> session.ask(THING, answer -> Json.whole(answer.path("n"))))
                .message()
                .hasSizeLessThan(300);
    }

    @Test
    void aServiceThatWantsToBeLeftAloneIsAskedNothingUntilThen() {
        cloud.server()
                .stubFor(get("/nova/v2.1/thing")
                        .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "60")));
        for (int i = 0; i < 3; i++) {
            CloudException e = catchThrowableOfType(CloudException.class, () -> session.ask(THING));
            assertThat(e.retryAfter()).isEqualTo(Duration.ofSeconds(60 - 20L * i));
            now = now.plusSeconds(20);
        }
        assertThat(asked("/nova/v2.1/thing")).isEqualTo(1);
        thing("token-1", "{\"n\": 5}");
        assertThat(number()).isEqualTo(5);
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        Instant at = Instant.parse("2026-11-22T11:00:00Z");
        assertThat(RetryAfter.of(null, at)).isZero();
        assertThat(RetryAfter.of("120", at)).isEqualTo(Duration.ofSeconds(120));
        assertThat(RetryAfter.of("Sun, 22 Nov 2026 11:00:30 GMT", at)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RetryAfter.of("Sun, 22 Nov 2026 10:00:30 GMT", at)).isZero();
        assertThat(RetryAfter.of("soon", at)).isZero();
        assertThat(RetryAfter.of("-5", at)).isZero();
        assertThat(RetryAfter.of("999999999", at)).isEqualTo(RetryAfter.LONGEST);
    }

    @Test
    void aMissingOptionIsNamed() {
        assertThatThrownBy(() -> CloudAccess.of(Map.of("auth_url", "http://k/v3", "username", "u")))
                .hasMessage("the option project_name is missing");
        assertThatThrownBy(() -> CloudAccess.of(Map.of())).hasMessage("the option auth_url is missing");
    }
}
