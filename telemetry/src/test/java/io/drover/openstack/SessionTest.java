package io.drover.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {

    private static final String TOKENS = "/identity/v3/auth/tokens";
    private static final ApiRequest THING = ApiRequest.get(Service.NOVA, "/thing");

    private final StubCloud cloud = new StubCloud();
    private Instant now = Instant.parse("2026-11-22T11:00:05Z");
    private Session session;

    @BeforeEach
    void open() {
        cloud.server().resetAll();
        cloud.tokens("token-1");
        session = cloud.session(() -> now);
    }

    @AfterAll
    void close() {
        cloud.close();
    }

    private void thing(String token, String body) {
        cloud.server()
                .stubFor(get("/nova/v2.1/thing")
                        .withHeader("X-Auth-Token", equalTo(token))
                        .willReturn(json(body)));
    }

    private int number() {
        return session.ask(THING, answer -> answer.path("n").asInt());
    }

    private int asked(String path) {
        return cloud.server().findAll(getRequestedFor(urlEqualTo(path))).size();
    }

    private int renewals() {
        return cloud.server().findAll(postRequestedFor(urlEqualTo(TOKENS))).size();
    }

    @Test
    void oneTokenServesUntilItIsNearItsEnd() {
        thing("token-1", "{\"n\": 1}");
        session.ask(THING);
        session.ask(THING);
        assertThat(renewals()).isEqualTo(1);

        now = now.plus(Duration.ofMinutes(59));
        cloud.tokens("token-2");
        thing("token-2", "{\"n\": 2}");
        assertThat(number()).isEqualTo(2);
        assertThat(renewals()).isEqualTo(2);
    }

    @Test
    void keystoneDownNearTheEndLeavesTheOldTokenInUse() {
        session.token();
        now = now.plus(Duration.ofMinutes(59));
        cloud.server().stubFor(post(TOKENS).willReturn(aResponse().withStatus(503)));
        assertThat(session.token().id()).isEqualTo("token-1");
        now = now.plus(Duration.ofMinutes(2));
        CloudException e = catchThrowableOfType(CloudException.class, session::token);
        assertThat(e.service()).isEqualTo(Service.KEYSTONE);
        assertThat(e.retryable()).isTrue();
    }

    @Test
    void aRefusedTokenIsRenewedAndTheQuestionAskedOnceMore() {
        List<String> told = new ArrayList<>();
        session.onRenewal(told::add);
        session.token();
        assertThat(told).isEmpty();
        cloud.tokens("token-2");
        cloud.server().stubFor(get("/nova/v2.1/thing").willReturn(aResponse().withStatus(401)));
        thing("token-2", "{\"n\": 2}");
        assertThat(number()).isEqualTo(2);
        assertThat(asked("/nova/v2.1/thing")).isEqualTo(2);
        assertThat(told).containsExactly("Keystone gave a new token for the old: Nova did not take it");
    }

    @Test
    void manyThreadsRenewARefusedTokenOnce() {
        session.token();
        cloud.tokens("token-2");
        cloud.server().stubFor(get("/nova/v2.1/thing").willReturn(aResponse().withStatus(401)));
        thing("token-2", "{\"n\": 2}");
        List<CompletableFuture<Session.Answer>> all = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> session.ask(THING)))
                .limit(8)
                .toList();
        all.forEach(CompletableFuture::join);
        assertThat(renewals()).isEqualTo(2);
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
    void theCatalogIsReadByTypeSideAndRegion() {
        assertThat(session.endpoint(Service.NOVA)).isEqualTo(cloud.server().baseUrl() + "/nova/v2.1");
        CloudAccess access = CloudAccess.of(Map.of(
                "auth_url", cloud.server().baseUrl() + "/identity",
                "application_credential_id", "id",
                "application_credential_secret", "secret"));
        Session anywhere = new Session(access, () -> now);
        assertThatThrownBy(() -> anywhere.endpoint(Service.NOVA)).hasMessageContaining("set region_name");
        assertThat(anywhere.endpoint(Service.GNOCCHI)).endsWith("/gnocchi");
        cloud.server().verify(postRequestedFor(urlEqualTo(TOKENS)).withRequestBody(equalToJson("""
                                        {"auth": {"identity": {"methods": ["application_credential"],
                                          "application_credential": {"id": "id", "secret": "secret"}}}}
                                        """)));
    }

    @Test
    void anEndpointIsAHttpAddress() {
        for (String url : new String[] {"file:///etc/passwd", "ftp://nova/v2.1", "nova", "http://", "http://a b/"}) {
            cloud.server()
                    .stubFor(post(TOKENS)
                            .willReturn(json(catalog(url)).withStatus(201).withHeader("X-Subject-Token", "token-9")));
            Session fresh = new Session(cloud.access(), () -> now);
            assertThatThrownBy(() -> fresh.ask(THING))
                    .as(url)
                    .isInstanceOf(CloudException.Unusable.class)
                    .hasMessage("the catalog's public endpoint of Nova is no http or https address");
        }
    }

    private static String catalog(String url) {
        return "{\"token\": {\"issued_at\": \"2026-11-22T11:00:00.000000Z\", \"expires_at\":"
                + " \"2026-11-22T12:00:00.000000Z\", \"catalog\": [{\"type\": \"compute\", \"endpoints\": [{\"interface\":"
                + " \"public\", \"region_id\": \"RegionOne\", \"url\": \"" + url + "\"}]}]}}";
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
    void secretsAreInNoText() {
        assertThat(cloud.access().toString()).contains("user drover").doesNotContain(StubCloud.PASSWORD);
        assertThat(CloudCredentials.of(
                                Map.of("application_credential_id", "me", "application_credential_secret", "hush"))
                        .toString())
                .isEqualTo("application credential me");
        assertThat(session.token().toString()).doesNotContain("token-1");
    }

    @Test
    void aMissingOptionIsNamed() {
        assertThatThrownBy(() -> CloudAccess.of(Map.of("auth_url", "http://k/v3", "username", "u")))
                .hasMessage("the option project_name is missing");
        assertThatThrownBy(() -> CloudAccess.of(Map.of())).hasMessage("the option auth_url is missing");
    }
}
