package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.openstack.CloudUnderTest;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.MigrationFilter;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What one request of each kind that an agent makes costs the cloud's processes, for {@code doc/scale.md}. */
@Tag("slow-cloud")
class RequestCostTest {

    private static final int SERVERS = 10;
    private static final int REQUESTS = Integer.getInteger("drover.requests", 100);
    private static final Duration AT_REST = Duration.ofSeconds(30);

    @RegisterExtension
    private final Stage stage = new Stage();

    @Test
    void everyRequestHasItsPrice() throws IOException, InterruptedException {
        List<String> servers = stage.boot(Map.of("pm1", SERVERS)).get("pm1");
        Map<String, Double> rest = atRest();
        StringBuilder table =
                new StringBuilder("| request | ms each | " + String.join(" | ", CpuTimes.GROUPS) + " |\n");
        requests(servers).forEach((name, request) -> {
            for (int i = 0; i < 5; i++) request.run();
            Map<String, Double> before = CpuTimes.seconds();
            long began = System.nanoTime();
            for (int i = 0; i < REQUESTS; i++) request.run();
            double seconds = (System.nanoTime() - began) / 1e9;
            Map<String, Double> after = CpuTimes.seconds();
            table.append(String.format("| %s | %.0f |", name, seconds / REQUESTS * 1000));
            double all = 0;
            for (String group : CpuTimes.GROUPS) {
                double used = after.get(group) - before.get(group) - rest.get(group) * seconds;
                all += used;
                table.append(String.format(" %.1f |", Math.max(0, used) / REQUESTS * 1000));
            }
            table.append('\n');
            assertThat(all / REQUESTS).as("CPU seconds of one: " + name).isBetween(0.0005, 2.0);
        });
        System.err.println(table);
        Files.writeString(stage.directory().resolve("request-cost.md"), table);
    }

    /** CPU seconds a second that each group uses when nobody asks. */
    private static Map<String, Double> atRest() throws InterruptedException {
        Map<String, Double> before = CpuTimes.seconds();
        Thread.sleep(AT_REST.toMillis()); // the span that is measured
        Map<String, Double> rest = new LinkedHashMap<>();
        CpuTimes.seconds().forEach((group, now) -> rest.put(group, (now - before.get(group)) / AT_REST.toSeconds()));
        return rest;
    }

    private Map<String, Runnable> requests(List<String> servers) {
        NovaClient nova = stage.nova();
        Session session = new Session(CloudUnderTest.access(), InstantSource.system());
        PlacementClient placement = new PlacementClient(session);
        GnocchiClient gnocchi = new GnocchiClient(session);
        String hypervisor = nova.hypervisorOf("pm1").orElseThrow().id();
        String provider = placement.provider("pm1").orElseThrow().id();
        Instant hourAgo = Instant.now().minus(Duration.ofHours(1));
        Map<String, Runnable> requests = new LinkedHashMap<>();
        requests.put("Nova: the hypervisor", () -> nova.hypervisor(hypervisor));
        requests.put("Nova: " + SERVERS + " servers of the host", () -> nova.servers("pm1"));
        requests.put("Nova: migrations", () -> nova.migrations(MigrationFilter.LIVE.changedSince(hourAgo)));
        requests.put("Nova: os-services, all rows", nova::computeServices);
        requests.put("Nova: the host's service", () -> nova.computeService("pm1"));
        requests.put("Nova: uptime", () -> nova.uptime(hypervisor));
        requests.put("Nova: diagnostics of a server", () -> nova.diagnostics(servers.get(0)));
        requests.put("Nova: a server", () -> nova.server(servers.get(0)));
        requests.put("Placement: inventories", () -> placement.inventories(provider));
        requests.put("Placement: allocations", () -> placement.allocations(provider));
        requests.put("Placement: the tree", () -> placement.tree(provider));
        requests.put(
                "Gnocchi: loads of " + SERVERS + " servers",
                () -> gnocchi.serverMeasures(servers, "cpu", "rate:mean", hourAgo));
        requests.put("Keystone: a token", () -> new Session(CloudUnderTest.access(), InstantSource.system()).token());
        return requests;
    }

    /** CPU time of the cloud's processes, by what they serve. */
    private static final class CpuTimes {

        private static final Map<String, List<String>> WORDS = new LinkedHashMap<>();

        static {
            WORDS.put("nova-api", List.of("nova-api-wsgi", "nova-api"));
            WORDS.put("placement", List.of("placement-api"));
            WORDS.put("gnocchi", List.of("gnocchi-api"));
            WORDS.put("keystone", List.of("keystone-wsgi-public"));
            WORDS.put("nova-compute and conductor", List.of("nova-services", "nova-compute", "nova-conductor"));
            WORDS.put("RabbitMQ", List.of("beam.smp"));
            WORDS.put("MariaDB", List.of("mariadbd"));
        }

        static final List<String> GROUPS = List.copyOf(WORDS.keySet());

        /** Kernel and user time of all processes of each group since they began. */
        static Map<String, Double> seconds() {
            Map<String, Double> seconds = new LinkedHashMap<>();
            GROUPS.forEach(group -> seconds.put(group, 0.0));
            ProcessHandle.allProcesses().forEach(process -> {
                String line = process.info().commandLine().orElse("");
                WORDS.forEach((group, words) -> {
                    if (words.stream().noneMatch(line::contains)) return;
                    seconds.merge(group, used(process.pid()), Double::sum);
                });
            });
            return seconds;
        }

        private static double used(long pid) {
            try {
                String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
            } catch (IOException ended) {
                return 0;
            }
        }
    }
}
