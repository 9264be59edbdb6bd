package io.drover.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.drover.amqp.TestAuthority;
import io.drover.amqp.TestIdentity;
import io.drover.openstack.Certificates;
import io.drover.prometheus.PrometheusAccess.Login;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The source against a real Prometheus and real exporters of the Debian packages, with this machine's counters. */
@Tag("database")
class PrometheusSourceTest {

    private static final String SERVER = "c1586339-a7bf-44a3-99ea-38caa88fd7d5";
    private static final Path PROC = Path.of("/proc");

    /** bcrypt of "test", as Prometheus' own documentation has it. */
    private static final String HASH = "$2b$12$hNf2lSsxfm0.i4a.1kVpSOVyBCfIB51VRjgBUyv6kdnyTlgWj81Ay";

    @TempDir
    private Path directory;

    private Daemons daemons;

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

    private static PrometheusAccess plain(int port) {
        return new PrometheusAccess(
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                Optional.empty(),
                Optional.empty(),
                Certificates.NONE,
                Duration.ofSeconds(20));
    }

    private static PrometheusSettings settings(PrometheusAccess access) {
        return new PrometheusSettings(
                access, Optional.empty(), Optional.empty(), Duration.ofSeconds(60), Optional.empty(), Optional.empty());
    }

    private static PrometheusClient client(PrometheusAccess access) {
        return new PrometheusClient(new DirectExchange(access, access.url().orElseThrow()));
    }

    /** Once its targets have told anything: who is not found is looked for again only a minute later. */
    private static PrometheusClient scraped(PrometheusAccess access) {
        PrometheusClient client = client(access);
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(PrometheusException.class)
                .until(() -> !client.query("up == 1", Instant.now()).series().isEmpty());
        return client;
    }

    private static NodeLoads loads(PrometheusAccess access, String host) {
        PrometheusClient client = scraped(access);
        return new NodeLoads(client, new Whereabouts(client, host, Optional.empty()), settings(access));
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

    @Test
    void aPublishersServerIsAsOldAsItsPush() throws Exception {
        int gateway = daemons.pushgateway();
        int port = daemons.prometheus(List.of("pushed: " + gateway));
        Process busy = new ProcessBuilder("sh", "-c", "while :; do :; done").start();
        try {
            List<long[]> pushed = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                if (i > 0) after(Duration.ofSeconds(3));
                pushed.add(new long[] {System.currentTimeMillis(), cpuNanos(busy)});
                push(gateway, pushed.get(i)[1]);
            }
            long[] from = pushed.get(2);
            long[] to = pushed.get(3);
            double expected = (to[1] - from[1]) / 1e6 / (to[0] - from[0]);
            ServerRates rates = rates(port);
            ServerRate rate = await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> rates.of(servers(), Instant.now()).get(SERVER),
                            each -> each != null && Math.abs(each.at().toEpochMilli() - to[0]) < 1000);
            assertThat(rate.cpus()).isCloseTo(expected, within(0.1 * expected + 0.02));
        } finally {
            busy.destroyForcibly().onExit().join();
        }
    }

    private static void after(Duration pause) {
        await().pollDelay(pause).atMost(pause.plusSeconds(10)).until(() -> true);
    }

    private static long cpuNanos(Process process) throws IOException {
        String stat = Files.readString(PROC.resolve(process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000_000L;
    }

    /** As Ceilometer's prometheus:// publisher does where its address names only a job. */
    private static void push(int gateway, long nanos) throws Exception {
        URI group = URI.create("http://127.0.0.1:" + gateway + "/metrics/job/ceilometer/resource_id/" + SERVER);
        String text = "# TYPE cpu counter\ncpu{resource_id=\"" + SERVER + "\", user_id=\"u\", project_id=\"p\"} "
                + nanos + "\n";
        int status = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(group)
                                .POST(HttpRequest.BodyPublishers.ofString(text))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
        assertThat(status).isBetween(200, 202);
    }

    private static SortedMap<String, Integer> servers() {
        return new TreeMap<>(java.util.Map.of(SERVER, 1));
    }

    private static ServerRates rates(int port) {
        PrometheusAccess access = plain(port);
        PrometheusClient client = scraped(access);
        return new ServerRates(
                client, new Whereabouts(client, "pm1", Optional.empty()), settings(access), Duration.ofSeconds(1800));
    }

    @Test
    void ceilometersExporterRepeatsItsLastPollUntilTheNext() throws Exception {
        long began = System.nanoTime();
        // polled each 3 s: 0.4 CPUs
        HttpServer exporter = serve(() -> {
            long poll = (System.nanoTime() - began) / 3_000_000_000L;
            return "# TYPE ceilometer_cpu gauge\nceilometer_cpu{cpu=\"" + SERVER
                    + "\",publisher=\"ceilometer\",type=\"cpu\""
                    + ",counter=\"cpu\",project=\"p\",unit=\"ns\",resource=\"" + SERVER
                    + "\",vm_instance=\"e4d909c290d0fb1c\",server_group=\"none\"} "
                    + (5e9 + poll * 1.2e9) + "\n";
        });
        try {
            int port = daemons.prometheus(
                    List.of("ceilometer: " + exporter.getAddress().getPort()));
            ServerRates rates = rates(port);
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(rates.of(servers(), Instant.now()))
                            .containsKey(SERVER)
                            .allSatisfy((id, rate) -> assertThat(rate.cpus()).isCloseTo(0.4, within(0.01))));
            assertThat(rates.live()).isFalse();
        } finally {
            exporter.stop(0);
        }
    }

    @Test
    void aLibvirtExporterTellsServersByTheirDomainsMetadata() throws Exception {
        long began = System.nanoTime();
        HttpServer exporter =
                serve(() -> String.format(Locale.ROOT, """
                libvirt_domain_openstack_info{domain="instance-00000007",instance_id="%s",instance_name="web"} 1
                libvirt_domain_info_cpu_time_seconds_total{domain="instance-00000007"} %.3f
                libvirt_domain_info_cpu_time_seconds_total{domain="instance-00000008"} 12
                """, SERVER, 0.7 * (System.nanoTime() - began) / 1e9));
        try {
            int port = daemons.prometheus(
                    List.of("libvirt: " + exporter.getAddress().getPort()));
            ServerRates rates = rates(port);
            List<Double> seen = new ArrayList<>();
            await().atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        rates.of(servers(), Instant.now()).values().forEach(rate -> seen.add(rate.cpus()));
                        return seen.size() >= 8;
                    });
            assertThat(seen.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                    .isCloseTo(0.7, within(0.1));
            assertThat(rates.live()).isTrue();
        } finally {
            exporter.stop(0);
        }
    }

    private static HttpServer serve(Supplier<String> metrics) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] text = metrics.get().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/plain; version=0.0.4");
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        return server;
    }
}
