package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gnocchi. Thread-safe; every call is bounded by the access' timeouts and throws nothing but {@link CloudException}.
 */
public final class GnocchiClient {

    private static final int SERVERS_AT_ONCE = 200;

    /** Its words where none of the servers has the metric; the second since 4.6. */
    private static final List<String> NOBODYS = List.of("Metrics not found", "Metric [");

    /** Its words for metrics that are kept in different ways. */
    private static final List<String> ODD = List.of("No granularity match", "Metrics with unknown aggregation");

    private final Session session;

    /** Asks nothing yet. */
    public GnocchiClient(Session session) {
        this.session = session;
    }

    /**
     * One metric of many servers, in all granularities that it is kept in, coarse ones first. A server without it is
     * left out.
     *
     * @param metric {@code cpu}, {@code memory.usage}, …
     * @param aggregation {@code mean}, {@code rate:mean}, …
     * @param since nothing older
     */
    public SortedMap<String, List<GnocchiMeasure>> serverMeasures(
            List<String> servers, String metric, String aggregation, Instant since) {
        SortedMap<String, List<GnocchiMeasure>> all = new TreeMap<>();
        for (int from = 0; from < servers.size(); from += SERVERS_AT_ONCE) {
            List<String> some = servers.subList(from, Math.min(servers.size(), from + SERVERS_AT_ONCE));
            all.putAll(someServers(some, metric, aggregation, since));
        }
        return all;
    }

    private SortedMap<String, List<GnocchiMeasure>> someServers(
            List<String> servers, String metric, String aggregation, Instant since) {
        Map<String, Object> body = Map.of(
                "operations",
                List.of("metric", metric, aggregation),
                "resource_type",
                "instance",
                "search",
                Map.of("in", Map.of("id", servers)));
        ApiRequest request = ApiRequest.post(Service.GNOCCHI, "/v1/aggregates", body)
                .with("start", since)
                .with("needed_overlap", 0);
        try {
            return session.ask(
                    request,
                    json -> Json.map(
                            Json.present(json, "measures"),
                            byMetric -> measures(byMetric.path(metric).path(aggregation))));
        } catch (CloudException.Refused | CloudException.NotFound e) {
            if (NOBODYS.stream().anyMatch(e.fault()::contains)) return new TreeMap<>();
            if (ODD.stream().noneMatch(e.fault()::contains)) throw e;
            return halves(servers, metric, aggregation, since);
        }
    }

    /**
     * Gnocchi refuses all when the metrics are not kept alike: 400 where they share no granularity, 404 where one lacks
     * the aggregation. Which server it is, it does not say, so it is found by halves; asked about alone, each has its
     * measures or has none.
     */
    private SortedMap<String, List<GnocchiMeasure>> halves(
            List<String> servers, String metric, String aggregation, Instant since) {
        SortedMap<String, List<GnocchiMeasure>> all = new TreeMap<>();
        if (servers.size() == 1) return all;
        int middle = servers.size() / 2;
        all.putAll(someServers(servers.subList(0, middle), metric, aggregation, since));
        all.putAll(someServers(servers.subList(middle, servers.size()), metric, aggregation, since));
        return all;
    }

    /**
     * One metric of one resource, in all granularities that it is kept in.
     *
     * @param type {@code host}, {@code nova_compute}, {@code instance}, …
     * @param resource its id, or the name that it was created with
     * @throws CloudException.NotFound when there is no such resource or metric
     */
    public List<GnocchiMeasure> measures(
            String type, String resource, String metric, String aggregation, Instant since) {
        String path = "/v1/resource/" + ApiRequest.encoded(type) + "/" + ApiRequest.encoded(resource) + "/metric/"
                + ApiRequest.encoded(metric) + "/measures";
        ApiRequest request = ApiRequest.get(Service.GNOCCHI, path)
                .with("aggregation", aggregation)
                .with("start", since);
        return session.ask(request, GnocchiClient::measures);
    }

    /** An interval that only other servers have a measure of comes as NaN. */
    private static List<GnocchiMeasure> measures(JsonNode json) {
        return Json.list(json, GnocchiMeasure::of).stream()
                .filter(measure -> Double.isFinite(measure.value()))
                .toList();
    }

    /**
     * The id of a resource by an attribute; empty: none.
     *
     * @param type {@code host}, {@code nova_compute}, …
     */
    public Optional<String> resource(String type, String attribute, String value) {
        Map<String, Object> search = Map.of("=", Map.of(attribute, value));
        ApiRequest request =
                ApiRequest.post(Service.GNOCCHI, "/v1/search/resource/" + ApiRequest.encoded(type), search);
        List<String> found = session.ask(request, json -> Json.list(json, (JsonNode each) -> Json.text(each, "id")));
        return found.stream().findFirst();
    }
}
