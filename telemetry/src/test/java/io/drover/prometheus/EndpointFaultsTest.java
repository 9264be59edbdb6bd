package io.drover.prometheus;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static io.drover.prometheus.StubPrometheus.element;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.drover.openstack.AetosClient;
import io.drover.openstack.Certificates;
import io.drover.openstack.StubCloud;
import io.drover.prometheus.PrometheusAccess.Login;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a question that Prometheus, or what stands in front of it, does not answer. */
class EndpointFaultsTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);
    private static final InstantSource NOVEMBER = () -> Instant.parse("2026-11-22T11:10:00Z");
    private static final String SECRET = "correct-horse";

    @TempDir
    private Path directory;

    private final StubPrometheus prometheus = new StubPrometheus();

    @AfterEach
    void stop() {
        prometheus.close();
    }

    private PrometheusAccess access(Optional<Login> login, Optional<Path> tokenFile, Duration timeout) {
        return new PrometheusAccess(Optional.of(prometheus.url()), login, tokenFile, Certificates.NONE, timeout);
    }

    private static PrometheusClient client(PrometheusAccess access) {
        return new PrometheusClient(new DirectEndpoint(access, access.url().orElseThrow()));
    }

    private PrometheusClient withPassword() {
        return client(access(Optional.of(new Login("drover", SECRET)), Optional.empty(), Duration.ofSeconds(5)));
    }

    private Path tokenFile(String text) throws Exception {
        return Files.writeString(directory.resolve("token"), text);
    }

    private void assertFault(PrometheusClient client, String why) {
        assertThatThrownBy(() -> client.query("up", NOW))
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(SECRET)
                .hasMessageNotContaining("\n");
    }

    private void assertFault(ResponseDefinitionBuilder response, String why) {
        prometheus.stub("up", response);
        assertFault(withPassword(), why);
    }

    @Test
    void aQueryArrivesAsItIsWritten() {
        String query = "sum(rate(a{b=~\"c|d\\\\.e\",f!=\"g h\"}[1m])) + 1 % 2 or ünit{x='&?#'}";
        withPassword().query(query, NOW);
        assertThat(prometheus.queries()).containsExactly(query);
        prometheus
                .server()
                .verify(getRequestedFor(urlPathEqualTo("/api/v1/query"))
                        .withQueryParam("timeout", equalTo("5000ms"))
                        .withBasicAuth(new com.github.tomakehurst.wiremock.client.BasicCredentials("drover", SECRET)));
    }

    @Test
    void aTokenIsReadAnewForEachQuestion() throws Exception {
        Path file = tokenFile("first\n");
        PrometheusClient client = client(access(Optional.empty(), Optional.of(file), Duration.ofSeconds(5)));
        client.query("up", NOW);
        tokenFile("  second  \nand more");
        client.query("up", NOW);
        for (String token : new String[] {"first", "second"}) {
            prometheus
                    .server()
                    .verify(1, getRequestedFor(anyUrl()).withHeader("Authorization", equalTo("Bearer " + token)));
        }
        tokenFile("two words");
        assertFault(client, "token_file " + file + " does not begin with a token");
        Files.delete(file);
        assertFault(client, "token_file " + file + " cannot be read");
        prometheus.server().verify(2, anyRequestedFor(anyUrl()));
    }

    @Test
    void refusalsAreOneSentence() {
        assertFault(aResponse().withStatus(401), "answered 401: it does not take user drover and the password");
        assertFault(aResponse().withStatus(403).withBody("<html>"), "answered 403: it does not take user drover");
        assertFault(
                aResponse().withStatus(404).withBody("404 page not found\n"),
                "answered 404 to /api/v1/query: url may lack a path prefix, such as " + prometheus.url()
                        + "/prometheus");
        String bad = "{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"parse error:\\n unexpected <by>\"}";
        assertFault(StubPrometheus.json(bad).withStatus(400), "answered 400: parse error: unexpected <by>");
        assertFault(
                StubPrometheus.json("{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"" + "x".repeat(999)
                                + "\"}")
                        .withStatus(422),
                "answered 422: " + "x".repeat(300) + "…");
        assertFault(
                StubPrometheus.json("{\"status\":\"error\",\"errorType\":\"timeout\",\"error\":\"query timed out\"}")
                        .withStatus(503),
                "answered 503: query timed out");
        PrometheusClient unknown = client(prometheus.access());
        prometheus.stub("up", aResponse().withStatus(401));
        assertFault(unknown, "it does not take nobody's name: set user, token_file or certfile");
    }

    @Test
    void whatIsNotPrometheusIsSaidToBeSo() {
        assertFault(aResponse().withBody("<html>Sign in</html>"), "is not Prometheus' API: its answer is not JSON");
        assertFault(aResponse().withBody(""), "it is no Prometheus");
        assertFault(StubPrometheus.json("{\"hello\": 1}"), "it is no Prometheus");
        assertFault(StubPrometheus.json("{\"status\": \"success\"}"), "the query must yield numbers");
        assertFault(StubPrometheus.json("[1, 2"), "its answer is not JSON");
    }

    @Test
    void aRedirectIsNotFollowedAndNothingOfOursGoesThere() {
        WireMockServer elsewhere = new WireMockServer(options().dynamicPort().bindAddress("127.0.0.1"));
        elsewhere.start();
        try {
            assertFault(
                    aResponse().withStatus(302).withHeader("Location", elsewhere.baseUrl() + "/api/v1/query"),
                    "answered 302: it redirects, which is not followed; set url to where it is");
            elsewhere.verify(0, anyRequestedFor(anyUrl()));
        } finally {
            elsewhere.stop();
        }
    }

    @Test
    void aHugeAnswerAndASlowOneAreCutOff() {
        assertFault(aResponse().withBody(new byte[(16 << 20) + 1]), "the answer is larger than 16777216 bytes");
        PrometheusClient hasty = client(access(Optional.empty(), Optional.empty(), Duration.ofMillis(300)));
        prometheus.stub("up", StubPrometheus.json(StubPrometheus.EMPTY).withFixedDelay(20_000));
        long began = System.nanoTime();
        assertFault(hasty, "gave no answer: Read timed out");
        prometheus.stub("up", StubPrometheus.json(" ".repeat(100_000)).withChunkedDribbleDelay(200, 20_000));
        assertFault(client(access(Optional.empty(), Optional.empty(), Duration.ofMillis(900))), "gave no answer: ");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
        assertFault(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), "gave no answer: ");
    }

    @Test
    void oneThatGivesNoAnswerIsLeftAloneForGrowingPauses() {
        prometheus.stub("up", aResponse().withStatus(500));
        PrometheusClient client = withPassword();
        for (int second = 0; second < 600; second += 10) {
            for (int each = 0; each < 2; each++) {
                Instant at = NOW.plusSeconds(second);
                assertThatThrownBy(() -> client.query("up", at)).hasMessageContaining("answered 500");
            }
        }
        int asked = prometheus.queries().size();
        assertThat(asked).as("in ten minutes of sixty rounds").isBetween(5, 10);
        prometheus.stub("up", StubPrometheus.json(StubPrometheus.EMPTY));
        client.query("up", NOW.plusSeconds(900));
        client.query("up", NOW.plusSeconds(900));
        assertThat(prometheus.queries()).hasSize(asked + 2);
    }

    @Test
    void aQueryThatIsRefusedDoesNotHinderAnother() {
        PrometheusClient client = withPassword();
        prometheus.stub("up", aResponse().withStatus(422));
        assertFault(client, "answered 422");
        assertThatCode(() -> client.query("else", NOW)).doesNotThrowAnyException();
    }

    @Test
    void anAddressMayHaveAPathAndBeIpv6() {
        WireMockServer six = new WireMockServer(options().dynamicPort().bindAddress("::1"));
        six.start();
        try {
            six.stubFor(get(urlPathEqualTo("/a/prometheus/api/v1/query"))
                    .withQueryParam("query", matching("up"))
                    .willReturn(StubPrometheus.json(StubPrometheus.EMPTY)));
            URI url = URI.create("http://[::1]:" + six.port() + "/a/prometheus");
            PrometheusAccess access = new PrometheusAccess(
                    Optional.of(url), Optional.empty(), Optional.empty(), Certificates.NONE, Duration.ofSeconds(5));
            assertThat(client(access).query("up", NOW).series()).isEmpty();
        } finally {
            six.stop();
        }
    }

    @Test
    void anAetosIsFoundInTheCatalogAndTakesTheTokenAndTheQueryAlone() {
        try (StubCloud cloud = new StubCloud()) {
            PrometheusAccess access = new PrometheusAccess(
                    Optional.empty(), Optional.empty(), Optional.empty(), Certificates.NONE, Duration.ofSeconds(5));
            PrometheusClient client = PrometheusClient.of(access, cloud.session(NOVEMBER));
            cloud.answersAny(
                    "/aetos/api/v1/query",
                    "{\"status\":\"success\",\"data\":{\"resultType\":\"vector\",\"result\":[" + element("a=b", 1, "2")
                            + "]}}");
            assertThat(client.query("up", NOW).series()).hasSize(1);
            var asked = cloud.server().findAll(getRequestedFor(urlPathEqualTo("/aetos/api/v1/query")));
            assertThat(asked).singleElement().satisfies(request -> {
                assertThat(request.getHeader("X-Auth-Token")).isEqualTo("token-1");
                assertThat(request.getQueryParams()).containsOnlyKeys("query");
            });
            cloud.server()
                    .stubFor(get(urlPathEqualTo("/aetos/api/v1/query"))
                            .willReturn(aResponse().withStatus(403)));
            assertFault(client, "Aetos answered 403 to GET /api/v1/query");
        }
    }

    @Test
    void aCatalogWithoutAnAetosSaysSo() {
        try (StubCloud cloud = new StubCloud()) {
            cloud.withoutAetos();
            PrometheusClient client =
                    new PrometheusClient(PrometheusClient.inCatalog(new AetosClient(cloud.session(NOVEMBER))));
            assertFault(client, "the catalog has no public endpoint of Aetos in region RegionOne");
        }
    }
}
