package io.drover.prometheus;

import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.drover.openstack.Certificates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Real daemons of the Debian packages. */
@Tag("database")
abstract class PrometheusScene {

    static final String SERVER = "c1586339-a7bf-44a3-99ea-38caa88fd7d5";
    static final Path PROC = Path.of("/proc");

    @TempDir
    Path directory;

    Daemons daemons;

    @BeforeEach
    void installed() {
        assumeThat(Daemons.NEEDED)
                .as("the packages prometheus, prometheus-node-exporter and prometheus-pushgateway are installed")
                .allMatch(Files::isExecutable);
        daemons = new Daemons(directory);
    }

    @AfterEach
    void stop() {
        if (daemons != null) daemons.close();
    }

    static PrometheusAccess plain(int port) {
        return new PrometheusAccess(
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                Optional.empty(),
                Optional.empty(),
                Certificates.NONE,
                Duration.ofSeconds(20));
    }

    static PrometheusSettings settings(PrometheusAccess access) {
        return new PrometheusSettings(
                access, Optional.empty(), Optional.empty(), Duration.ofSeconds(60), Optional.empty(), Optional.empty());
    }

    static PrometheusClient client(PrometheusAccess access) {
        return new PrometheusClient(new DirectEndpoint(access, access.url().orElseThrow()));
    }

    /** Once its targets have told anything: who is not found is looked for again only a minute later. */
    static PrometheusClient scraped(PrometheusAccess access) {
        PrometheusClient client = client(access);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(PrometheusException.class)
                .until(() -> !client.query("up == 1", Instant.now()).series().isEmpty());
        return client;
    }
}
