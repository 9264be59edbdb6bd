package io.drover.prometheus;

import io.drover.prometheus.PrometheusClient.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The load of a host by its node exporter, with one question: tasks running and waiting, as the kernel's scheduler
 * counts them; where it does not, CPUs busy and the share of time in which some task waited. Not thread-safe.
 */
public final class NodeLoads {

    /** The label that tells the parts of the answer apart. */
    private static final String PART = "drover";

    private final PrometheusClient prometheus;
    private final HostLabelFinder finder;
    private final Duration window;
    private final Optional<String> query;

    public NodeLoads(PrometheusClient prometheus, HostLabelFinder finder, PrometheusSettings settings) {
        this.prometheus = prometheus;
        this.finder = finder;
        this.window = settings.window();
        this.query = settings.hostQuery();
    }

    /**
     * The newest.
     *
     * @param now the same all through a round
     * @throws PrometheusException when there is none
     */
    public NodeSample sample(Instant now) {
        if (query.isPresent()) return ofQuery(query.get(), now);
        HostLabels place = finder.place(now);
        Answer answer = prometheus.query(question(place.matcher(), PromQl.range(window)), now);
        answer.partial().ifPresent(why -> {
            throw PrometheusException.refused(why);
        });
        Optional<NodeSample> newest = targets(answer.series()).values().stream()
                .flatMap(parts -> sample(parts).stream())
                .max(Comparator.comparing(NodeSample::at));
        if (newest.isEmpty()) finder.forget();
        return newest.orElseThrow(() -> PrometheusException.refused("Prometheus has no CPU time of host "
                + finder.host() + " with {" + place.matcher() + "}: two samples within "
                + PromQl.range(window) + ", of a target that is up"));
    }

    private NodeSample ofQuery(String template, Instant now) {
        String promql =
                template.replace("{host}", PromQl.inString(finder.host())).replace("{window}", PromQl.range(window));
        Answer answer = prometheus.query(promql, now);
        answer.partial().ifPresent(why -> {
            throw PrometheusException.refused(why);
        });
        List<Series.Point> found = answer.series().stream()
                .flatMap(series -> series.newest().stream())
                .toList();
        if (found.size() != 1) {
            throw PrometheusException.refused(
                    "host_query yields " + found.size() + " numbers for host " + finder.host() + ", not one");
        }
        Series.Point point = found.get(0);
        return new NodeSample(point.value(), point.at(), NodeSample.Memory.UNKNOWN, NodeSample.Pressure.UNKNOWN);
    }

    private static String question(String host, String window) {
        List<String> parts = new ArrayList<>();
        for (String each : List.of("running", "waiting")) {
            String metric = "node_schedstat_" + each + "_seconds_total{" + host + "}";
            parts.add(part(each, "sum without (cpu) (irate(" + metric + "[" + window + "]))"));
        }
        parts.add(
                part("tasks_at", "max without (cpu) (timestamp(node_schedstat_running_seconds_total{" + host + "}))"));
        parts.add(part(
                "busy",
                "sum without (cpu, mode) (irate(node_cpu_seconds_total{" + host + ",mode!~\"idle|iowait\"}[" + window
                        + "]))"));
        parts.add(part(
                "busy_at", "max without (cpu, mode) (timestamp(node_cpu_seconds_total{" + host + ",mode=\"idle\"}))"));
        for (String each : List.of("cpu", "memory", "io")) {
            String metric = "node_pressure_" + each + "_waiting_seconds_total{" + host + "}";
            parts.add(part("pressure_" + each, "irate(" + metric + "[" + window + "])"));
        }
        for (String each : List.of("MemTotal", "MemAvailable")) {
            parts.add(part(each, "node_memory_" + each + "_bytes{" + host + "}"));
        }
        return String.join(" or ", parts);
    }

    private static String part(String name, String promql) {
        return "label_replace(" + promql + ", \"" + PART + "\", \"" + name + "\", \"\", \"\")";
    }

    /** One machine may be a target of several jobs: then each has its own parts. */
    private static SortedMap<String, Map<String, Double>> targets(List<Series> answer) {
        SortedMap<String, Map<String, Double>> targets = new TreeMap<>();
        for (Series series : answer) {
            SortedMap<String, String> target = new TreeMap<>(series.labels());
            target.remove(Series.NAME);
            String part = target.remove(PART);
            if (part == null || series.points().isEmpty()) continue;
            targets.computeIfAbsent(target.toString(), labels -> new TreeMap<>())
                    .put(part, series.points().get(0).value());
        }
        return targets;
    }

    private static Optional<NodeSample> sample(Map<String, Double> parts) {
        NodeSample.Pressure pressure =
                new NodeSample.Pressure(share(parts, "cpu"), share(parts, "memory"), share(parts, "io"));
        boolean scheduler = parts.containsKey("running") && parts.containsKey("waiting");
        Double at = parts.get(scheduler ? "tasks_at" : "busy_at");
        if (at == null || !scheduler && !parts.containsKey("busy")) return Optional.empty();
        double load = scheduler
                ? parts.get("running") + parts.get("waiting")
                : parts.get("busy") + pressure.cpu().orElse(0);
        return Optional.of(new NodeSample(load, Series.instant(at), memory(parts), pressure));
    }

    private static OptionalDouble share(Map<String, Double> parts, String what) {
        Double share = parts.get("pressure_" + what);
        return share == null || share < 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.min(1, share));
    }

    private static NodeSample.Memory memory(Map<String, Double> parts) {
        if (!parts.containsKey("MemTotal")) return NodeSample.Memory.UNKNOWN;
        double total = parts.get("MemTotal");
        OptionalLong used = OptionalLong.empty();
        if (parts.containsKey("MemAvailable")) {
            used = OptionalLong.of(Math.max(0, (long) (total - parts.get("MemAvailable"))));
        }
        return new NodeSample.Memory(OptionalLong.of((long) total), used);
    }
}
