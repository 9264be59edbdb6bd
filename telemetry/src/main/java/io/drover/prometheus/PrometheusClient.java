package io.drover.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.openstack.AetosClient;
import io.drover.openstack.CloudException;
import io.drover.openstack.Session;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Prometheus. One that gives no answer is left alone for the rest of the round, and from the second time on for
 * growing pauses. Not thread-safe.
 */
public final class PrometheusClient {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(20);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(120);

    private final QueryEndpoint endpoint;
    private PrometheusException failure;
    private Instant failedAt = Instant.MIN;
    private Duration pause = Duration.ZERO;

    PrometheusClient(QueryEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Asks nothing yet.
     *
     * @param session of the cloud whose catalog has an Aetos
     * @throws IllegalArgumentException when the certificates cannot be read
     */
    public static PrometheusClient of(PrometheusAccess access, Session session) {
        Optional<URI> url = access.url();
        return new PrometheusClient(
                url.isPresent() ? new DirectEndpoint(access, url.get()) : inCatalog(new AetosClient(session)));
    }

    static QueryEndpoint inCatalog(AetosClient aetos) {
        return promql -> {
            try {
                return aetos.query(promql);
            } catch (CloudException.Unavailable e) {
                throw PrometheusException.unavailable(e.getMessage(), e);
            } catch (CloudException e) {
                throw PrometheusException.refused(e.getMessage());
            }
        };
    }

    /**
     * @param partial why the answer may lack something; empty: it is whole
     */
    record Answer(List<Series> series, Optional<String> partial) {

        Answer {
            series = List.copyOf(series);
        }
    }

    /**
     * @param now the same all through a round
     * @throws PrometheusException when there is no answer
     */
    Answer query(String promql, Instant now) {
        boolean resting = failure != null && !now.isBefore(failedAt) && !now.isAfter(failedAt.plus(pause));
        if (resting) throw failure;
        try {
            Answer answer = read(endpoint.query(promql));
            failure = null;
            pause = Duration.ZERO;
            return answer;
        } catch (PrometheusException e) {
            if (e.unavailable()) rest(e, now);
            throw e;
        }
    }

    private void rest(PrometheusException e, Instant now) {
        if (failure != null) {
            Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
            pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
        failure = e;
        failedAt = now;
    }

    private static Answer read(JsonNode answer) {
        if (!answer.path("status").asText().equals("success")) {
            throw PrometheusException.refused(
                    "Prometheus' answer has no status: url is not Prometheus' API, or it is no Prometheus");
        }
        JsonNode data = answer.path("data");
        List<Series> series = new ArrayList<>();
        switch (data.path("resultType").asText()) {
            case "vector", "matrix" -> data.path("result").forEach(each -> series.add(Series.of(each)));
            case "scalar" ->
                Series.point(data.path("result"))
                        .ifPresent(point -> series.add(new Series(new java.util.TreeMap<>(), List.of(point))));
            default ->
                throw PrometheusException.refused("Prometheus answers with a "
                        + data.path("resultType").asText("nothing") + ": the query must yield numbers");
        }
        return new Answer(series, partial(answer));
    }

    /** Remarks on the query itself begin with PromQL; the others tell that a store was not reached or cut its answer. */
    private static Optional<String> partial(JsonNode answer) {
        for (JsonNode warning : answer.path("warnings")) {
            if (!warning.asText().startsWith("PromQL ")) {
                return Optional.of("Prometheus answered only in part: "
                        + warning.asText().strip().replaceAll("\\s+", " "));
            }
        }
        return Optional.empty();
    }
}
