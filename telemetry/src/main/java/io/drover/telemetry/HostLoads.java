package io.drover.telemetry;

import io.drover.local.KernelRates;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the load of this host, by whichever source. Not thread-safe. */
final class HostLoads {

    /** Eight times what Linux can be built for. */
    private static final int MOST_CPUS = 1 << 16;

    private static final String SECOND = "the load takes a second sample";

    private final String host;
    private final TelemetrySettings settings;
    private final InstantSource clock;
    private final Elsewhere elsewhere;
    private final ProcFiles proc;
    private final LoadGauge gauge;
    private final NovaUptime uptime = new NovaUptime();
    private Found lastOfNova;

    /**
     * A load, or why there is none.
     *
     * @param problem empty: it is sound
     */
    record Found(Optional<Reading> load, Optional<String> problem) {

        static Found of(Reading load) {
            return new Found(Optional.of(load), Optional.empty());
        }

        static Found none(String problem) {
            return new Found(Optional.empty(), Optional.of(problem));
        }
    }

    /**
     * What is known of this round already.
     *
     * @param rates of this machine's kernel; empty: none yet
     * @param kernelProblem why its counters cannot be read; empty: they can
     */
    record Known(
            Hypervisor shown,
            int cpus,
            List<Server> active,
            Map<String, Reading> loads,
            Optional<KernelRates> rates,
            Optional<String> kernelProblem,
            Optional<String> loadsProblem) {}

    /** What other machines tell of this host. */
    record Elsewhere(NovaClient nova, GnocchiHostLoad gnocchi, Optional<PrometheusHostLoad> prometheus) {}

    HostLoads(String host, TelemetrySettings settings, InstantSource clock, Elsewhere elsewhere, ProcFiles proc) {
        this.host = host;
        this.settings = settings;
        this.clock = clock;
        this.elsewhere = elsewhere;
        this.proc = proc;
        this.gauge = new LoadGauge(settings.loadMinutes());
    }

    /**
     * @param source any but {@code AUTO}
     */
    Found of(HostLoadSource source, Known known, Instant now) {
        Found found = switch (source) {
            case AUTO -> throw new AssertionError("the source is not chosen yet");
            case LOCAL -> local(known);
            case NOVA -> ofNova(known.shown());
            case PROC -> gauged(proc.loadAverages(), clock.instant(), "/proc/loadavg cannot be read");
            case GNOCCHI ->
                elsewhere
                        .gnocchi()
                        .of(known.shown(), known.cpus(), now)
                        .map(Found::of)
                        .orElseGet(
                                () -> Found.none("Gnocchi has no newer " + settings.hostMetric() + " of host " + host));
            case PROMETHEUS -> scraped(elsewhere.prometheus().orElseThrow(), now);
            case SERVERS -> sum(known, clock.instant());
        };
        return checked(found, known.cpus(), now);
    }

    private Found local(Known known) {
        if (known.kernelProblem().isPresent())
            return Found.none(known.kernelProblem().get());
        return known.rates()
                .map(rates -> Found.of(new Reading(rates.load(), rates.at())))
                .orElseGet(() -> Found.none(SECOND));
    }

    private static Found scraped(PrometheusHostLoad source, Instant now) {
        Optional<Reading> load = source.of(now);
        return new Found(load, source.problem());
    }

    /** An unchanged text tells what it told before, and when. */
    private Found ofNova(Hypervisor shown) {
        Instant asked = clock.instant();
        Optional<String> text = shown.up() ? elsewhere.nova().uptime(shown.id()) : Optional.empty();
        if (text.isEmpty()) return Found.none("Nova tells no uptime of host " + host);
        if (uptime.took(text.get(), asked)) {
            lastOfNova = gauged(uptime.averages(), uptime.at(), "Nova tells no load averages of host " + host);
        }
        return lastOfNova;
    }

    private Found gauged(Optional<LoadAverages> averages, Instant at, String otherwise) {
        if (averages.isEmpty()) return Found.none(otherwise);
        return gauge.next(averages.get(), at).map(Found::of).orElseGet(() -> Found.none(SECOND));
    }

    /** As old as the oldest of them. */
    private Found sum(Known known, Instant asked) {
        double sum = 0;
        Instant at = asked;
        for (Server server : known.active()) {
            Reading load = known.loads().get(server.id());
            if (load == null || !load.fresh(asked, settings.serverMaxAge())) {
                String rateless = "server " + server.id() + " has no valid CPU rate";
                return Found.none(known.loadsProblem().orElse(rateless));
            }
            sum += load.value();
            if (load.at().isBefore(at)) at = load.at();
        }
        return Found.of(new Reading(sum, at));
    }

    private static Found checked(Found found, int cpus, Instant now) {
        if (cpus <= 0) return Found.none("neither Nova nor Placement tells this host's CPUs");
        if (cpus > MOST_CPUS) return Found.none("the number of this host's CPUs is absurd: " + cpus);
        return found.load()
                .flatMap(load -> Plausibility.complaint(load, cpus, now))
                .map(Found::none)
                .orElse(found);
    }
}
