package io.drover.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.drover.amqp.TestAuthority;
import io.drover.amqp.TestIdentity;
import io.drover.openstack.Certificates;
import io.drover.prometheus.PrometheusAccess.Login;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Loads of this machine by a real Prometheus and node exporter. */
class PrometheusSourceTest extends PrometheusScene {

    /** bcrypt of "test", as Prometheus' own documentation has it. */
    private static final String HASH = "$2b$12$hNf2lSsxfm0.i4a.1kVpSOVyBCfIB51VRjgBUyv6kdnyTlgWj81Ay";

    private static NodeLoads loads(PrometheusAccess access, String host) {
        PrometheusClient client = scraped(access);
        return new NodeLoads(client, new HostLabelFinder(client, host, Optional.empty()), settings(access));
    }

    private static String thisMachine() throws IOException {
        return Files.readString(PROC.resolve("sys/kernel/hostname")).strip();
    }

    /** New samples until {@code count}, each once; only the first may be waited for long. */
    private static List<NodeSample> samples(NodeLoads loads, int count) {
        List<NodeSample> all = new ArrayList<>();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    try {
                        NodeSample next = loads.sample(Instant.now());
                        boolean fresh = all.isEmpty()
                                || next.at().isAfter(all.get(all.size() - 1).at());
                        if (fresh) all.add(next);
                    } catch (PrometheusException notYet) {
                        assertThat(all).isEmpty();
                    }
                    return all.size() >= count;
                });
        return all;
    }

    private static double mean(List<NodeSample> samples) {
        return samples.stream().mapToDouble(NodeSample::load).average().orElseThrow();
    }

    @Test
    void theLoadOfThisMachineIsWhatItsKernelCounts() throws Exception {
        int node = daemons.nodeExporter();
        int port = daemons.prometheus(List.of("node: " + node));
        NodeLoads loads = loads(plain(port), thisMachine());
        samples(loads, 1);
        double before = kernel();
        long began = System.nanoTime();
        List<NodeSample> samples = samples(loads, 12);
        double counted = (kernel() - before) / ((System.nanoTime() - began) / 1e9);
        assertThat(mean(samples)).isCloseTo(counted, within(0.15 * counted + 0.1));
        NodeSample last = samples.get(samples.size() - 1);
        assertThat(Duration.between(last.at(), Instant.now())).isLessThan(Duration.ofSeconds(10));
        long kib = Files.readAllLines(PROC.resolve("meminfo")).stream()
                .filter(line -> line.startsWith("MemTotal"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
        assertThat(last.memory().total()).hasValue(kib * 1024);
        assertThat(last.memory().used().orElseThrow()).isBetween(1L, kib * 1024);
        assertThat(last.pressure().cpu().isPresent()).isEqualTo(Files.exists(PROC.resolve("pressure/cpu")));
    }

    /** Seconds that tasks ran or waited; without schedstat, that CPUs were busy or some task waited. */
    private static double kernel() throws IOException {
        if (Files.exists(PROC.resolve("schedstat"))) {
            return Files.readAllLines(PROC.resolve("schedstat")).stream()
                    .filter(line -> line.startsWith("cpu"))
                    .map(line -> line.split(" "))
                    .mapToDouble(fields -> (Double.parseDouble(fields[7]) + Double.parseDouble(fields[8])) / 1e9)
                    .sum();
        }
        String[] stat = Files.readAllLines(PROC.resolve("stat")).get(0).split(" +");
        double ticks = 0;
        for (int field : new int[] {1, 2, 3, 6, 7, 8}) ticks += Double.parseDouble(stat[field]);
        String some = Files.readAllLines(PROC.resolve("pressure/cpu")).get(0);
        return ticks / 100 + Double.parseDouble(some.replaceAll(".*total=", "")) / 1e6;
    }

    @Test
    void runningAndWaitingTasksAreTheLoadWhereTheSchedulerCounts() throws Exception {
        Path proc = Files.createDirectory(directory.resolve("proc"));
        Files.writeString(proc.resolve("loadavg"), "0.00 0.00 0.00 1/100 1\n");
        long began = System.nanoTime();
        schedstat(proc, began);
        int node = daemons.nodeExporter(
                "--path.procfs=" + proc,
                "--collector.disable-defaults",
                "--collector.schedstat",
                "--collector.uname",
                "--collector.loadavg");
        int port = daemons.prometheus(List.of("node: " + node));
        NodeLoads loads = loads(plain(port), thisMachine());
        Thread writer = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted()) schedstat(proc, began);
        });
        writer.start();
        try {
            samples(loads, 2); // the first seconds, in which the file stood still
            assertThat(mean(samples(loads, 10))).isCloseTo(2.5, within(0.25));
        } finally {
            writer.interrupt();
            writer.join();
        }
    }

    /** Of two CPUs: 1.5 tasks run, 1 waits. */
    private static void schedstat(Path proc, long began) {
        long nanos = System.nanoTime() - began;
        try {
            Path next = Files.writeString(
                    proc.resolve("next"),
                    "version 15\ntimestamp 1\ncpu0 0 0 0 0 0 0 " + nanos + " " + nanos + " 1\ncpu1 0 0 0 0 0 0 "
                            + nanos / 2 + " 0 1\n");
            Files.move(next, proc.resolve("schedstat"), StandardCopyOption.ATOMIC_MOVE);
            java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aGuardedPrometheusUnderAPrefixTakesOurPasswordAndCertificate() throws Exception {
        TestAuthority authority = new TestAuthority(directory, "authority");
        TestIdentity server = authority.issue("prometheus", "localhost");
        TestIdentity agent = authority.issue("agent");
        Path web = Files.writeString(directory.resolve("web.yml"), """
                tls_server_config:
                  cert_file: %s
                  key_file: %s
                  client_ca_file: %s
                  client_auth_type: RequireAndVerifyClientCert
                basic_auth_users:
                  drover: %s
                """.formatted(
                        server.certificate(), server.key(), authority.certificate(), HASH));
        int node = daemons.nodeExporter();
        int port = daemons.prometheus(
                List.of("node: " + node), "--web.config.file=" + web, "--web.route-prefix=/prometheus");
        String root = "https://localhost:" + port;
        Certificates whole = new Certificates(
                Optional.of(authority.certificate()), Optional.of(agent.certificate()), Optional.of(agent.key()));
        NodeLoads loads = loads(guarded(root + "/prometheus", "test", whole), thisMachine());
        assertThat(samples(loads, 1).get(0).load()).isPositive();

        assertRefused(guarded(root + "/prometheus", "wrong", whole), "answered 401: it does not take user drover");
        assertRefused(guarded(root, "test", whole), "answered 404 to /api/v1/query: url may lack a path prefix");
        assertRefused(
                guarded(
                        root + "/prometheus",
                        "test",
                        new Certificates(Optional.of(authority.certificate()), Optional.empty(), Optional.empty())),
                "gave no answer: ");
        assertRefused(
                guarded(
                        root + "/prometheus",
                        "test",
                        new Certificates(Optional.empty(), whole.certfile(), whole.keyfile())),
                "no authority that we trust has signed its certificate");
    }

    private static PrometheusAccess guarded(String url, String password, Certificates certificates) {
        return new PrometheusAccess(
                Optional.of(URI.create(url)),
                Optional.of(new Login("drover", password)),
                Optional.empty(),
                certificates,
                Duration.ofSeconds(20));
    }

    private static void assertRefused(PrometheusAccess access, String why) {
        assertThatThrownBy(() -> client(access).query("up", Instant.now()))
                .isInstanceOf(PrometheusException.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("wrong");
    }
}
