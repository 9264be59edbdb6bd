package io.drover.agent;

import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TrafficMetrics;
import io.drover.config.WebConfig;
import io.drover.metrics.Counts;
import io.drover.metrics.DecisionMetrics;
import io.drover.metrics.HostMetrics;
import io.drover.metrics.MetricsPage;
import io.drover.metrics.RequestMetrics;
import io.drover.model.HostInfo;
import io.drover.node.Journal;
import io.drover.openstack.Session;
import io.drover.web.Web;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** What an agent tells Prometheus, where an operator wants that: nothing of it is loaded otherwise. */
final class AgentMetrics implements AutoCloseable {

    private static final long ANSWER_MILLIS = 2_000;
    /** One scrape asks for the host several times. */
    private static final long FRESH_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private final Web web;
    private final DecisionMetrics decisions;
    private final Supplier<Future<HostInfo>> self;
    private List<HostInfo> known = List.of();
    private long knownAt = System.nanoTime() - FRESH_NANOS;

    /**
     * @param self asks the engine's own thread
     * @throws IOException when the address cannot be had
     */
    AgentMetrics(
            WebConfig config,
            Session session,
            TrafficCounters traffic,
            BooleanSupplier connected,
            Supplier<Future<HostInfo>> self,
            InstantSource clock)
            throws IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        Counts counts = new Counts(registry);
        this.self = self;
        this.decisions = new DecisionMetrics(counts);
        HostMetrics.register(counts, this::hosts, clock);
        TrafficMetrics.register(counts, traffic, connected);
        RequestMetrics requests = new RequestMetrics(counts);
        session.onRequest((service, call, status, took) ->
                requests.answered(service.name().toLowerCase(Locale.ROOT), call, status, took.toNanos() / 1e9));
        this.web = Web.at(config);
        web.show("/metrics", new MetricsPage(registry));
        web.start();
    }

    /** Hears what is decided. */
    Journal decisions() {
        return decisions;
    }

    /** None when the engine does not answer in time. */
    private synchronized Collection<HostInfo> hosts() {
        if (System.nanoTime() - knownAt < FRESH_NANOS) return known;
        known = ask();
        knownAt = System.nanoTime();
        return known;
    }

    private List<HostInfo> ask() {
        try {
            return List.of(self.get().get(ANSWER_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        web.close();
    }
}
