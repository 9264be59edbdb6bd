package io.drover.metrics;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.Consumer;

/** Metrics in one line each. Any number of threads may scrape. */
public final class Counts {

    private final PrometheusRegistry registry;

    public Counts(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param name without {@code _total}
     */
    Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    Histogram histogram(String name, String help, double[] bounds, String... labels) {
        return Histogram.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .classicOnly()
                .classicUpperBounds(bounds)
                .register(registry);
    }

    /** A value that is looked up when somebody asks. */
    public void gauge(String name, String help, Consumer<Value> look, String... labels) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(callback -> look.accept(callback::call))
                .register(registry);
    }

    /**
     * A count that is kept elsewhere.
     *
     * @param name without {@code _total}
     */
    public void count(String name, String help, Consumer<Value> look, String... labels) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels)
                .callback(callback -> look.accept(callback::call))
                .register(registry);
    }

    /** Takes a value and its labels' values. */
    @FunctionalInterface
    public interface Value {
        void is(double value, String... labelValues);
    }
}
