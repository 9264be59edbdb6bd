package io.drover.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What is asked of OpenStack's services, and how long they take. Any number of threads. */
public final class RequestMetrics {

    /** More kinds of call there are none; further ones are counted together. */
    private static final int CALLS = 100;

    /** From an answer out of a cache to one that was given up. Upper bounds, seconds. */
    private static final double[] BUCKETS = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30};

    private final Counter requests;
    private final Histogram seconds;
    private final Set<String> calls = ConcurrentHashMap.newKeySet();

    public RequestMetrics(Counts counts) {
        this.requests = counts.counter(
                "drover_api_requests",
                "Requests to OpenStack's services, by HTTP status; none: no answer came.",
                "service",
                "call",
                "status");
        this.seconds = counts.histogram(
                "drover_api_request_seconds",
                "From a request to a service of OpenStack to its answer, or to giving up.",
                BUCKETS,
                "service");
    }

    /**
     * @param call method and path without ids
     * @param status of HTTP; 0: no answer came
     */
    public void answered(String service, String call, int status, double took) {
        boolean known = calls.contains(call) || calls.size() < CALLS && calls.add(call);
        requests.labelValues(service, known ? call : "other", status == 0 ? "none" : Integer.toString(status))
                .inc();
        seconds.labelValues(service).observe(took);
    }
}
