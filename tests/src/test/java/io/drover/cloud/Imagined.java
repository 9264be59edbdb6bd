package io.drover.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The imagined half of minicloud: what its guests and their copying do, written and read as files. */
final class Imagined {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path state;

    /** In the directory that {@code MINICLOUD_STATE} names. */
    Imagined() {
        this.state = Path.of(Optional.ofNullable(System.getenv("MINICLOUD_STATE"))
                .orElseThrow(() -> new AssertionError("MINICLOUD_STATE must name minicloud's state directory")));
    }

    /** All loads and migrations as a fresh cloud has them, but kernels that damp their load averages. */
    void reset() {
        try (DirectoryStream<Path> loads = Files.newDirectoryStream(state.resolve("load"), "*.json")) {
            for (Path load : loads) Files.delete(load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(
                "load/_settings.json",
                JSON.createObjectNode().put("default_cpu", 0.02).put("damped", true));
        migrations(256, 1.0);
    }

    /**
     * @param cpu share of all its vCPUs, 0..1
     */
    void load(String server, double cpu) {
        load(server, cpu, 0);
    }

    void load(String server, double cpu, double dirtyMibPerSecond) {
        write(
                "load/" + server + ".json",
                JSON.createObjectNode().put("cpu", cpu).put("dirty_mb_per_s", dirtyMibPerSecond));
    }

    /** An idle server that holds so much of its host's memory. */
    void holding(String server, int mib) {
        write(
                "load/" + server + ".json",
                JSON.createObjectNode().put("cpu", 0.02).put("memory_used_mb", mib));
    }

    /** So many tasks of the host wait for a disk: they are in its load averages and use no CPU. */
    void blocked(String host, int tasks) {
        write("load/" + host + ".json", JSON.createObjectNode().put("blocked", tasks));
    }

    /** Copying takes memory / rate, and at least so long. Forgets failures. */
    void migrations(double mibPerSecond, double leastSeconds) {
        ObjectNode all = JSON.createObjectNode().put("mb_per_s", mibPerSecond).put("min_s", leastSeconds);
        all.putObject("fail");
        all.putObject("fail_check");
        write("migration.json", all);
    }

    /** Every migration of this server breaks off half-way. */
    void breakOff(String server, String reason) {
        ObjectNode all = (ObjectNode) read(state.resolve("migration.json"));
        all.withObject("/fail").put(server, reason);
        write("migration.json", all);
    }

    /** Each host's load at this moment, normalised, undamped; at most 1. */
    Map<String, Double> trueLoads() {
        Map<String, Double> loads = new TreeMap<>();
        try (DirectoryStream<Path> hosts = Files.newDirectoryStream(state.resolve("hv"), "pm*.json")) {
            for (Path host : hosts) {
                JsonNode truth = read(host);
                loads.put(truth.path("host").asText(), truth.path("cpu_util").asDouble());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return loads;
    }

    /** System performance by the true loads. */
    double performance() {
        Map<String, Double> loads = trueLoads();
        double sum = loads.values().stream().mapToDouble(l -> l).sum();
        if (sum == 0) return 1;
        double entropy = loads.values().stream()
                .mapToDouble(l -> l / sum)
                .map(p -> p == 0 ? 0 : -p * Math.log(p))
                .sum();
        return entropy / Math.log(loads.size());
    }

    /** Which host's hypervisor runs each server; two hosts are told as {@code pm1+pm2}. */
    Map<String, String> placements() {
        Map<String, String> placements = new TreeMap<>();
        try (DirectoryStream<Path> hosts = Files.newDirectoryStream(state.resolve("hv"), "*.json")) {
            for (Path host : hosts) {
                JsonNode truth = read(host);
                truth.path("servers")
                        .fieldNames()
                        .forEachRemaining(server ->
                                placements.merge(server, truth.path("host").asText(), (a, b) -> a + "+" + b));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return placements;
    }

    private static JsonNode read(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String name, ObjectNode content) {
        Path file = state.resolve(name);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.write(draft, JSON.writeValueAsBytes(content));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
