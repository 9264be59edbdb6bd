package io.drover.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestMetricsTest {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final RequestMetrics metrics = new RequestMetrics(new Counts(registry));

    private List<CounterSnapshot.CounterDataPointSnapshot> requests() {
        return registry.scrape(name -> name.equals("drover_api_requests")).stream()
                .map(CounterSnapshot.class::cast)
                .findFirst()
                .orElseThrow()
                .getDataPoints();
    }

    @Test
    void requestsAreCountedByServiceCallAndStatus() {
        metrics.answered("nova", "GET /servers", 200, 0.1);
        metrics.answered("nova", "GET /servers", 200, 0.2);
        metrics.answered("nova", "GET /servers", 0, 30);
        assertThat(requests())
                .extracting(point -> point.getLabels().get("status") + " " + (int) point.getValue())
                .containsExactlyInAnyOrder("200 2", "none 1");
    }

    @Test
    void callsAreBounded() {
        for (int i = 0; i < 1_000; i++) metrics.answered("nova", "GET /" + i, 200, 0.1);
        assertThat(requests()).hasSize(101);
    }
}
