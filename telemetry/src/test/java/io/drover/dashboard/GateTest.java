package io.drover.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {

    private static final String TOKEN = "a-token-of-some-length";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/main.js", "/api/v1/fleet", "/nothing"})
    void everyAnswerIsGuarded(String path) throws Exception {
        try (Visitor visitor = new Visitor(StagedFleet.of(2), Optional.empty())) {
            HttpResponse<String> response = visitor.get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .startsWith("default-src 'self';")
                    .doesNotContain("unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
    void onlyGetIsKnown(String method) throws Exception {
        try (Visitor visitor = new Visitor(StagedFleet.of(2), Optional.empty())) {
            HttpResponse<String> response = visitor.send(method, "/api/v1/fleet");
            assertThat(response.statusCode()).isEqualTo(405);
            assertThat(response.headers().firstValue("Allow")).contains("GET");
        }
    }

    @Test
    void aNameThatWasReboundToThisMachineIsNotAnswered() throws Exception {
        try (Visitor visitor = new Visitor(StagedFleet.of(2), Optional.empty())) {
            String port = ":" + visitor.port();
            assertThat(visitor.statusLine("evil.example" + port, "/api/v1/fleet"))
                    .contains(" 403 ");
            assertThat(visitor.statusLine("localhost.evil.example", "/")).contains(" 403 ");
            assertThat(visitor.statusLine("127.0.0.1.evil.example", "/")).contains(" 403 ");
            assertThat(visitor.statusLine("localhost" + port, "/api/v1/fleet")).contains(" 200 ");
            assertThat(visitor.statusLine("127.0.0.1" + port, "/")).contains(" 200 ");
            assertThat(visitor.statusLine("[::1]" + port, "/")).contains(" 200 ");
        }
    }

    @Test
    void withATokenNothingIsToldWithoutIt() throws Exception {
        try (Visitor visitor = new Visitor(StagedFleet.of(2), Optional.of(TOKEN))) {
            HttpResponse<String> document = visitor.get("/api/v1/fleet");
            assertThat(document.statusCode()).isEqualTo(401);
            assertThat(document.body()).isEqualTo("{\"error\":\"this needs the dashboard's token\"}");
            assertThat(visitor.get("/api/v1/events").statusCode()).isEqualTo(401);
            assertThat(visitor.get("/main.js").statusCode()).isEqualTo(401);
            assertThat(visitor.get("/api/v1/fleet", "Authorization", "Bearer " + TOKEN + "x")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(visitor.get("/api/v1/fleet?token=" + TOKEN).statusCode()).isEqualTo(401);
            assertThat(visitor.get("/?token=wrong").statusCode()).isEqualTo(401);
            assertThat(visitor.get("/api/v1/fleet", "Cookie", Gate.COOKIE + "=" + TOKEN)
                            .statusCode())
                    .as("a cookie is not the token")
                    .isEqualTo(401);
        }
    }

    @Test
    void theTokenOpensWhateverTheHostIsCalled() throws Exception {
        try (Visitor visitor = new Visitor(StagedFleet.of(2), Optional.of(TOKEN))) {
            assertThat(visitor.get("/api/v1/fleet", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(visitor.statusLine("drover.example", "/?token=" + TOKEN)).contains(" 303 ");
        }
    }

    @Test
    void aBrowserGivesTheTokenOnceAndKeepsACookie() throws Exception {
        try (Visitor visitor = new Visitor(StagedFleet.of(2), Optional.of(TOKEN))) {
            HttpResponse<String> asked = visitor.get("/");
            assertThat(asked.statusCode()).isEqualTo(401);
            assertThat(asked.body()).contains("<form action=\"/\" method=\"get\">");
            assertThat(asked.headers().firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .contains("style-src 'sha256-");

            HttpResponse<String> given = visitor.get("/?token=" + TOKEN);
            assertThat(given.statusCode()).isEqualTo(303);
            assertThat(given.headers().firstValue("Location")).contains("/");
            String cookie = given.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);

            String kept = cookie.substring(0, cookie.indexOf(';'));
            assertThat(visitor.get("/api/v1/fleet", "Cookie", "other=1; " + kept)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aTokenThatIsEasilyGuessedIsNoToken() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        assertThatThrownBy(() -> Dashboard.register(server, StagedFleet.of(1), Optional.of("secret")))
                .hasMessage("the dashboard's token must have at least 16 characters");
        assertThat(new AccessToken(TOKEN).toString()).doesNotContain(TOKEN);
    }
}
