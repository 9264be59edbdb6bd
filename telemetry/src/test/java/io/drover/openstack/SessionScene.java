package io.drover.openstack;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static io.drover.openstack.StubCloud.json;

import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A cloud with Keystone and one service, and a session at a time of the test's own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SessionScene {

    static final String TOKENS = "/identity/v3/auth/tokens";
    static final ApiRequest THING = ApiRequest.get(Service.NOVA, "/thing");

    final StubCloud cloud = new StubCloud();
    Instant now = Instant.parse("2026-11-22T11:00:05Z");
    Session session;

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

    void thing(String token, String body) {
        cloud.server()
                .stubFor(get("/nova/v2.1/thing")
                        .withHeader("X-Auth-Token", equalTo(token))
                        .willReturn(json(body)));
    }

    int number() {
        return session.ask(THING, answer -> answer.path("n").asInt());
    }

    int asked(String path) {
        return cloud.server().findAll(getRequestedFor(urlEqualTo(path))).size();
    }
}
