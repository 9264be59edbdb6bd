package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.LoadEstimate;
import io.drover.prometheus.PrometheusSettings;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.TelemetrySettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusConfigTest {

    @TempDir
    private Path directory;

    private Scene scene;

    @BeforeEach
    void machine() {
        scene = new Scene(directory);
    }

    private Configuration load(String section) {
        return scene.conf("[prometheus]\n" + section.replace("; ", "\n") + "\n").load();
    }

    @Test
    void withoutAnAddressThereIsNone() {
        assertThat(PrometheusConfig.of(load("window = 60"))).isEmpty();
        assertThat(PrometheusConfig.of(load("catalog = true"))
                        .orElseThrow()
                        .access()
                        .url())
                .isEmpty();
    }

    @Test
    void everyOptionArrives() {
        Configuration configuration =
                load("url = https://[fd00::9]:9091/a/prometheus/; user = drover; password = s3; cafile = /ca.pem;"
                        + " certfile = /c.pem; keyfile = /k.pem; timeout = 3; host_label = fqdn; server_label = uuid;"
                        + " window = 4m; host_query = my_load{h=\"{host}\"}; server_query = mine[{window}]");
        PrometheusSettings settings = PrometheusConfig.of(configuration).orElseThrow();
        assertThat(settings.access().url()).contains(URI.create("https://[fd00::9]:9091/a/prometheus"));
        assertThat(settings.access().login().orElseThrow().password()).isEqualTo("s3");
        assertThat(settings.access().certificates().keyfile()).contains(Path.of("/k.pem"));
        assertThat(settings.access().timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(settings.hostLabel()).contains("fqdn");
        assertThat(settings.serverLabel()).contains("uuid");
        assertThat(settings.window()).isEqualTo(Duration.ofMinutes(4));
        assertThat(settings.hostQuery()).contains("my_load{h=\"{host}\"}");
        assertThat(settings.serverQuery()).contains("mine[{window}]");
        assertThat(settings.toString()).doesNotContain("s3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url = ftp://p | [prometheus] url \"ftp://p\" is not a http or https address",
                "url = p:9090 | is not a http or https address",
                "url = http://p/?a=b | must end with the path",
                "url = http://drover:s3@p | [prometheus] url must not hold a password",
                "url = ftp://drover:s3@p/?q | [prometheus] url must not hold a password",
                "url = http://p; catalog = true | [prometheus] catalog and url exclude each other",
                "url = http://p; user = a | [prometheus] user needs password",
                "url = http://p; password = s3 | [prometheus] password needs user",
                "url = http://p; keyfile = /k | [prometheus] keyfile needs certfile",
                "url = http://p; user = a; password = b; token_file = /t | token_file and user exclude each other",
                "url = http://p; host_label = a-b | [prometheus] host_label \"a-b\" is not a label of Prometheus",
                "window = 0 | [prometheus] window \"0\" must be at least 1 s"
            })
    void aFaultIsOneSentence(String section, String sentence) {
        scene.conf("[prometheus]\n" + section.replace("; ", "\n") + "\n");
        assertThat(scene.faults()).singleElement().asString().contains(sentence).doesNotContain("s3");
    }

    @Test
    void aSourceWithoutAPrometheusIsAFault() {
        scene.conf("[telemetry]\nhost_load_source = prometheus\nserver_load_source = prometheus\n");
        assertThat(scene.faults())
                .hasSize(2)
                .allMatch(fault -> fault.endsWith("prometheus needs [prometheus] url or catalog"))
                .anyMatch(fault -> fault.contains("drover.conf:2: [telemetry] host_load_source"));
    }

    @Test
    void aPasswordOverHttpIsWarnedOf() {
        String login = "; user = a; password = b";
        assertThat(load("url = http://prometheus:9090" + login).warnings())
                .anyMatch(warning -> warning.contains("[prometheus] url is http: everybody on the way can read"));
        for (String url : new String[] {"http://127.0.0.1:9090", "http://[::1]:9090", "https://prometheus"}) {
            assertThat(load("url = " + url + login).warnings()).as(url).isEmpty();
        }
    }

    @Test
    void aSampleShowsTheTimeSinceTheLastAndAnOwnQueryItsWindow() {
        scene.variable("DROVER_TELEMETRY_HOST_LOAD_SOURCE", "prometheus");
        TelemetrySettings settings = TelemetryConfig.of(load("url = http://p")).settings();
        assertThat(settings.hostLoadSource()).isEqualTo(HostLoadSource.PROMETHEUS);
        assertThat(settings.estimate()).isEqualTo(new LoadEstimate.Recovered());
        settings = TelemetryConfig.of(load("url = http://p; host_query = x")).settings();
        assertThat(settings.estimate()).isEqualTo(new LoadEstimate.Window(Duration.ofSeconds(120)));
    }

    @Test
    void theSumOfServersIsOfTheWindowThatTheirSourceHas() {
        scene.variable("DROVER_TELEMETRY_HOST_LOAD_SOURCE", "servers");
        scene.variable("DROVER_TELEMETRY_SERVER_LOAD_SOURCE", "prometheus");
        TelemetrySettings settings =
                TelemetryConfig.of(load("url = http://p; window = 90s")).settings();
        assertThat(settings.estimate()).isEqualTo(new LoadEstimate.Window(Duration.ofSeconds(90)));
    }
}
