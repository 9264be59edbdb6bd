package io.drover.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.config.BusConfig;
import io.drover.config.MeasureConfig;
import io.drover.config.WebConfig;
import io.drover.emulator.EmbeddedBroker;
import io.drover.measurement.FleetView.Sample;
import io.drover.runtime.StartException;
import io.drover.runtime.Tempo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The measurement point over a broker, into its store, and out over HTTP. */
class MeasurementServiceTest {

    private static EmbeddedBroker broker;

    @TempDir
    private Path state;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private MeasurementService measure(Optional<Path> token) throws StartException {
        return MeasurementService.start(config(state, token), Tempo.REAL);
    }

    private static MeasureConfig config(Path state, Optional<Path> token) {
        return new MeasureConfig(
                "measure@test",
                new BusConfig(broker.transportUrl(), Optional.empty(), Optional.empty()),
                Duration.ofMillis(200),
                state,
                MeasureConfig.Store.FILE,
                new WebConfig(InetSocketAddress.createUnresolved("127.0.0.1", 0), token));
    }

    private static HttpResponse<String> get(MeasurementService service, String path, String... headers)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + service.address().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10));
        if (headers.length > 0) request.headers(headers);
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void itMeasuresKeepsShowsAndGoesOnAfterARestart() throws Exception {
        try (TalkingAgent one = TalkingAgent.start(broker.transportUrl(), "pm1", 0.9);
                TalkingAgent other = TalkingAgent.start(broker.transportUrl(), "pm2", 0.2)) {
            Sample last;
            try (MeasurementService first = measure(Optional.empty())) {
                await().until(() -> first.view().hosts().size() == 2);
                one.migrates("pm1/1");
                await().until(() -> !first.view().auctions(1).isEmpty() && metered(first, "drover_auctions_total"));
                assertShown(first);
                assertNamed(first);
                last = newest(first);
            }
            try (MeasurementService second = measure(Optional.empty())) {
                assertThat(second.view().migrations(9)).hasSize(1);
                assertThat(second.view().auctions(9)).hasSize(1);
                await().until(() -> newest(second).at().isAfter(last.at()));
                List<Sample> all =
                        second.view().samples(Instant.EPOCH, second.view().now(), 10_000);
                assertThat(all).extracting(Sample::at).doesNotHaveDuplicates().isSorted();
                assertThat(all.stream().mapToLong(Sample::attempts).sum()).isEqualTo(1);
            }
            assertThat(other).isNotNull();
        }
    }

    private static Sample newest(MeasurementService service) {
        List<Sample> all = service.view().samples(Instant.EPOCH, service.view().now(), 10_000);
        return all.get(all.size() - 1);
    }

    private static boolean metered(MeasurementService service, String name) throws Exception {
        return get(service, "/metrics").body().lines().anyMatch(line -> line.startsWith(name));
    }

    /** A path is served by the longest context that begins it: no file of the page may begin like another's. */
    private static void assertPageIsWhole(MeasurementService service) throws Exception {
        Matcher modules = Pattern.compile("from \"(/[^\"]+)\"")
                .matcher(get(service, "/main.js").body());
        int count = 0;
        for (; modules.find(); count++) {
            assertThat(get(service, modules.group(1))
                            .headers()
                            .firstValue("content-type")
                            .orElse(""))
                    .as(modules.group(1))
                    .contains("javascript");
        }
        assertThat(count).isGreaterThan(3);
    }

    private static void assertShown(MeasurementService service) throws Exception {
        assertPageIsWhole(service);
        assertThat(get(service, "/healthz").body()).isEqualTo("ok\n");
        assertThat(get(service, "/").statusCode()).isEqualTo(200);
        assertThat(get(service, "/metrics").body())
                .contains("drover_host_load_ratio{host=\"pm1\"} 0.9")
                .contains("drover_fleet_performance_ratio 0.684")
                .contains("drover_broker_connected 1")
                .contains("drover_store_up 1")
                .contains("drover_auctions_total{ending=\"moved\",strategy=\"push\"} 1")
                .contains("drover_migrations_total{outcome=\"completed\"} 1")
                .contains("drover_migration_duration_seconds_bucket{le=\"10.0\"} 1")
                .contains("drover_messages_total{direction=\"sent\",type=\"measurement_request\"}");
    }

    @Test
    void aTokenIsAskedForEverywhereButInHealth() throws Exception {
        Path token = Files.writeString(state.resolve("token"), "a-token-of-some-length\n");
        try (MeasurementService service = measure(Optional.of(token))) {
            assertThat(get(service, "/metrics").statusCode()).isEqualTo(401);
            assertThat(get(service, "/api/v1/fleet").statusCode()).isEqualTo(401);
            assertThat(get(service, "/metrics", "Authorization", "Bearer a-token-of-some-length")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(get(service, "/healthz").statusCode()).isIn(200, 503);
        }
    }

    @Test
    void aStatePathThatCannotBeIsToldInOneSentence() throws IOException {
        Path file = Files.writeString(state.resolve("file"), "");
        MeasureConfig config = config(file.resolve("below"), Optional.empty());
        assertThatThrownBy(() -> MeasurementService.start(config, Tempo.REAL).close())
                .isInstanceOf(StartException.class)
                .hasMessage("the state path " + file.resolve("below") + " cannot be made");
    }

    /** What operators import must name nothing that is not there. */
    private static void assertNamed(MeasurementService service) throws Exception {
        String page = get(service, "/metrics").body();
        for (String file : List.of("../etc/grafana/drover.json", "../etc/prometheus/drover.rules.yml")) {
            List<String> names = Pattern.compile("drover_[a-z_]+")
                    .matcher(Files.readString(Path.of(file)))
                    .results()
                    .map(MatchResult::group)
                    .distinct()
                    .toList();
            assertThat(names)
                    .as(file)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(page).containsPattern("(?m)^" + name + "[{ ]"));
        }
    }
}
