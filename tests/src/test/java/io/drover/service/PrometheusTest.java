package io.drover.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.config.BusConfig;
import io.drover.config.MeasureConfig;
import io.drover.config.WebConfig;
import io.drover.emulator.EmbeddedBroker;
import io.drover.runtime.Tempo;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus of the Debian package: it takes the rules, scrapes a measurement point, and an alert fires. */
@Tag("database")
class PrometheusTest {

    private static final Path RULES = Path.of("../etc/prometheus/drover.rules.yml");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    @BeforeEach
    void installed() {
        assumeThat(Path.of("/usr/bin/promtool"))
                .as("Prometheus (package prometheus) is installed")
                .isExecutable();
    }

    @Test
    void promtoolTakesTheRulesAndTheirTests() throws Exception {
        assertThat(run("promtool", "check", "rules", RULES.toString())).contains("SUCCESS");
        assertThat(run("promtool", "test", "rules", "../etc/prometheus/drover.rules.test.yml"))
                .contains("SUCCESS");
    }

    @Test
    void aHotHostFiresItsAlert() throws Exception {
        Path token = Files.writeString(directory.resolve("token"), "a-token-of-some-length\n");
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                TalkingAgent hot = TalkingAgent.start(broker.transportUrl(), "pm1", 0.9);
                TalkingAgent cold = TalkingAgent.start(broker.transportUrl(), "pm2", 0.2);
                MeasurementService service = MeasurementService.start(config(broker, token), Tempo.REAL)) {
            assertThat(List.of(hot, cold)).doesNotContainNull();
            int port = unused();
            Process prometheus = prometheus(service.address().getPort(), token, port);
            try {
                await().atMost(Duration.ofSeconds(60)).until(() -> firing(port).equals(List.of("DroverHostHot pm1")));
            } finally {
                prometheus.destroyForcibly().waitFor();
            }
        }
    }

    private MeasureConfig config(EmbeddedBroker broker, Path token) {
        return new MeasureConfig(
                "measure@test",
                new BusConfig(broker.transportUrl(), Optional.empty(), Optional.empty()),
                Duration.ofSeconds(1),
                directory,
                MeasureConfig.Store.FILE,
                new WebConfig(InetSocketAddress.createUnresolved("127.0.0.1", 0), Optional.of(token)));
    }

    /** With the shipped rules, but for their patience. */
    private Process prometheus(int target, Path token, int port) throws IOException {
        Path rules = directory.resolve("rules.yml");
        Files.writeString(rules, Files.readString(RULES).replaceAll("for: 15m", "for: 2s"));
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, """
                global: {scrape_interval: 1s, evaluation_interval: 1s}
                rule_files: [%s]
                scrape_configs:
                  - job_name: drover-measure
                    authorization: {credentials_file: %s}
                    static_configs: [{targets: ["127.0.0.1:%d"]}]
                """.formatted(rules, token, target));
        return new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private static List<String> firing(int port) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/api/v1/alerts");
        try {
            String body = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            JsonNode alerts = JSON.readTree(body).path("data").path("alerts");
            return StreamSupport.stream(alerts.spliterator(), false)
                    .filter(alert -> alert.path("state").asText().equals("firing"))
                    .map(alert -> alert.at("/labels/alertname").asText() + " "
                            + alert.at("/labels/host").asText())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(told).isZero();
        return told;
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
