package io.drover.scenario;

import io.drover.model.Decimal;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code drover simulate} is asked for. Equal workloads make equal scenarios.
 *
 * @param servers 0: as many as make the load with about a third of a CPU each
 * @param thresholds empty: the profile's
 * @param faults act in the first two thirds of the run
 * @param recording with {@link Pattern#TRACE}, and only then
 * @param variation arrivals and departures with {@link Pattern#FLUCTUATION}, and the time of a change with
 *     {@link Pattern#BURST} and {@link Pattern#DRAIN} only
 */
public record Workload(
        int hosts,
        int servers,
        StrategyName strategy,
        LoadLevel load,
        Pattern pattern,
        boolean variableThreshold,
        HypervisorKind hypervisor,
        Profile profile,
        Optional<Thresholds> thresholds,
        Duration duration,
        long seed,
        Faults faults,
        Optional<Recording> recording,
        Variation variation) {

    /** Hybrid on 4 hosts at medium load for the thesis' 20 000 s, with variable thresholds and without faults. */
    public static final Workload DEFAULT = new Workload(
            4,
            0,
            StrategyName.HYBRID,
            LoadLevel.MEDIUM,
            Pattern.NORMAL,
            true,
            HypervisorKind.KVM,
            Profile.DEFAULT,
            Optional.empty(),
            Duration.ofSeconds(20_000),
            1,
            Faults.NONE,
            Optional.empty());

    public Workload {
        if (hosts < 1) throw new IllegalArgumentException("a fleet has at least 1 host, not " + hosts);
        if (servers < 0) throw new IllegalArgumentException("a fleet has at least 0 servers, not " + servers);
        if (pattern == Pattern.BURST && load == LoadLevel.HIGH) {
            throw new IllegalArgumentException("a burst starts from low or medium load");
        }
        if (pattern == Pattern.DRAIN && load == LoadLevel.LOW) {
            throw new IllegalArgumentException("a drain starts from medium or high load");
        }
        if ((pattern == Pattern.TRACE) != recording.isPresent()) {
            throw new IllegalArgumentException("a trace file and scenario trace go together");
        }
        check(variation, pattern, duration);
        faults = faults.until(duration.multipliedBy(2).dividedBy(3));
    }

    /** On the thesis' testbed. */
    public Workload(
            int hosts,
            int servers,
            StrategyName strategy,
            LoadLevel load,
            Pattern pattern,
            boolean variableThreshold,
            HypervisorKind hypervisor,
            Profile profile,
            Optional<Thresholds> thresholds,
            Duration duration,
            long seed,
            Faults faults,
            Optional<Recording> recording) {
        this(
                hosts,
                servers,
                strategy,
                load,
                pattern,
                variableThreshold,
                hypervisor,
                profile,
                thresholds,
                duration,
                seed,
                faults,
                recording,
                Variation.NONE);
    }

    private static void check(Variation variation, Pattern pattern, Duration duration) {
        boolean counted =
                variation.arrivals().isPresent() || variation.departures().isPresent();
        if (counted && pattern != Pattern.FLUCTUATION) {
            throw new IllegalArgumentException("arrivals and departures belong to scenario fluctuation");
        }
        if (variation.changeAt().isEmpty()) return;
        if (pattern != Pattern.BURST && pattern != Pattern.DRAIN) {
            throw new IllegalArgumentException("the time of a change belongs to scenarios burst and drain");
        }
        Duration at = variation.changeAt().get();
        if (at.isZero() || at.compareTo(duration) >= 0) {
            throw new IllegalArgumentException(
                    "a change after " + at.toSeconds() + " s is not within a run of " + duration.toSeconds() + " s");
        }
    }

    public Scenario scenario() {
        return new Generator(this).scenario();
    }

    Settings settings() {
        return profile.settings(strategy, thresholds.orElse(profile.thresholds()), variableThreshold);
    }

    /** The command line that runs it. */
    public String command() {
        StringBuilder line = new StringBuilder("drover simulate")
                .append(" --hosts ")
                .append(hosts)
                .append(servers == 0 ? "" : " --servers " + servers)
                .append(variation.flags())
                .append(" --strategy ")
                .append(lower(strategy))
                .append(" --load ")
                .append(lower(load))
                .append(" --scenario ")
                .append(lower(pattern))
                .append(variableThreshold ? " --variable-threshold" : " --no-variable-threshold")
                .append(" --hypervisor ")
                .append(lower(hypervisor))
                .append(" --profile ")
                .append(profile.option());
        thresholds.ifPresent(t -> line.append(" --push-threshold ")
                .append(Decimal.shortest(t.push()))
                .append(" --pull-threshold ")
                .append(Decimal.shortest(t.pull())));
        line.append(" --duration ")
                .append(duration.toSeconds())
                .append(" --seed ")
                .append(seed);
        recording.ifPresent(r -> line.append(" --trace ").append(r.name()));
        if (!faults.text().isEmpty()) line.append(" --faults ").append(faults.text());
        return line.toString();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
