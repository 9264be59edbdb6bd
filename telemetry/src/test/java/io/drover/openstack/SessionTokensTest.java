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

import io.drover.model.Jitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tokens: how long one serves, who renews it, and what its catalog says. */
class SessionTokensTest extends SessionScene {

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

    /** Of twenty agents that got their tokens in one second some renew five minutes before the others. */
    @Test
    void tokensThatWereGotTogetherAreRenewedAtDrawnTimes() {
        SplittableRandom seeds = new SplittableRandom(1);
        List<Session> fleet = Stream.generate(() -> new Session(cloud.access(), () -> now, Jitter.of(seeds.split())))
                .limit(20)
                .toList();
        fleet.forEach(Session::token);
        assertThat(renewals()).isEqualTo(20);
        now = now.plus(Duration.ofMinutes(51));
        fleet.forEach(Session::token);
        assertThat(renewals()).as("no life is cut by more than a tenth").isEqualTo(20);
        now = now.plus(Duration.ofMinutes(4));
        fleet.forEach(Session::token);
        assertThat(renewals()).isBetween(24, 36);
        now = now.plus(Duration.ofMinutes(3));
        fleet.forEach(Session::token);
        assertThat(renewals()).isEqualTo(40);
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
    void secretsAreInNoText() {
        assertThat(cloud.access().toString()).contains("user drover").doesNotContain(StubCloud.PASSWORD);
        assertThat(CloudCredentials.of(
                                Map.of("application_credential_id", "me", "application_credential_secret", "hush"))
                        .toString())
                .isEqualTo("application credential me");
        assertThat(session.token().toString()).doesNotContain("token-1");
    }
}
