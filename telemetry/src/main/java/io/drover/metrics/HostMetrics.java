package io.drover.metrics;

import io.drover.model.HostInfo;
import io.drover.model.Mode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Supplier;

/** Hosts as they describe themselves: an agent's own, or all that a measurement point hears. */
public final class HostMetrics {

    private HostMetrics() {}

    /**
     * @param hosts asked for at each scrape, from its thread; quick
     */
    public static void register(Counts counts, Supplier<Collection<HostInfo>> hosts, InstantSource clock) {
        counts.gauge(
                "drover_host_load_ratio",
                "Normalised load of a host: smoothed, with what is pending, per physical CPU.",
                value -> hosts.get().stream()
                        .filter(host -> host.load().measured())
                        .forEach(host -> value.is(host.load().normalized(), host.host())),
                "host");
        counts.gauge(
                "drover_host_threshold_ratio",
                "Normalised load at which a host is hot (push) or cold (pull), as varied now.",
                value -> hosts.get().forEach(host -> {
                    value.is(host.current().push(), host.host(), "push");
                    value.is(host.current().pull(), host.host(), "pull");
                }),
                "host",
                "threshold");
        counts.gauge(
                "drover_host_telemetry_age_seconds",
                "Age of the load sample that a host decides by.",
                value -> hosts.get().stream()
                        .filter(host -> !host.load().sampledAt().equals(Instant.EPOCH))
                        .forEach(host -> value.is(age(host, clock), host.host())),
                "host");
        counts.gauge(
                "drover_host_busy_cpus",
                "CPUs of a host that ran anything, where its agent runs on it.",
                value -> hosts.get().forEach(host -> known(value, host.vitals().busy(), host.host())),
                "host");
        counts.gauge(
                "drover_host_pressure_ratio",
                "Share of the time in which some task of a host waited for cpu, memory or io.",
                value -> hosts.get().forEach(host -> {
                    known(value, host.vitals().cpuPressure(), host.host(), "cpu");
                    known(value, host.vitals().memoryPressure(), host.host(), "memory");
                    known(value, host.vitals().ioPressure(), host.host(), "io");
                }),
                "host",
                "resource");
        counts.gauge(
                "drover_host_memory_ratio",
                "Share of a host's memory that is used, where its agent measures it.",
                value -> hosts.get()
                        .forEach(host -> host.usage().memoryWith(0).ifPresent(share -> value.is(share, host.host()))),
                "host");
        counts.gauge(
                "drover_host_available",
                "1: the host takes part; 0: it says why not in its log and in drover status.",
                value ->
                        hosts.get().forEach(host -> value.is(bit(host.standing().available()), host.host())),
                "host");
        counts.gauge(
                "drover_host_paused",
                "1: an operator has paused the host.",
                value ->
                        hosts.get().forEach(host -> value.is(bit(host.standing().paused()), host.host())),
                "host");
        counts.gauge(
                "drover_host_draining",
                "1: the host is to be emptied.",
                value ->
                        hosts.get().forEach(host -> value.is(bit(host.standing().draining()), host.host())),
                "host");
        counts.gauge(
                "drover_host_locked",
                "1: an auction holds the host.",
                value -> hosts.get()
                        .forEach(
                                host -> value.is(bit(!host.standing().lockedBy().isEmpty()), host.host())),
                "host");
        counts.gauge(
                "drover_host_mode",
                "1 for the mode that the agent is in.",
                value -> modes(hosts, value),
                "host",
                "mode");
    }

    private static void known(Counts.Value value, Double number, String... labels) {
        if (number != null) value.is(number, labels);
    }

    private static void modes(Supplier<Collection<HostInfo>> hosts, Counts.Value value) {
        for (HostInfo host : hosts.get()) {
            for (Mode mode : Mode.values()) {
                value.is(
                        bit(host.standing().mode() == mode),
                        host.host(),
                        mode.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    private static double age(HostInfo host, InstantSource clock) {
        return Math.max(
                0, Duration.between(host.load().sampledAt(), clock.instant()).toMillis() / 1000.0);
    }

    private static double bit(boolean is) {
        return is ? 1 : 0;
    }
}
