package io.drover.prometheus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Loads of servers by a real Prometheus, from each kind of exporter. */
class PrometheusServersTest extends PrometheusScene {

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
                client,
                new HostLabelFinder(client, "pm1", Optional.empty()),
                settings(access),
                Duration.ofSeconds(1800));
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
