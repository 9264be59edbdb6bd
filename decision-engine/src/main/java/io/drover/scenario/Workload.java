package io.drover.scenario;

import io.drover.model.Decimal;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Spread;
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
        Variation variation,
        Spread spread) {

    /** On 4 hosts at medium load for the thesis' 20 000 s, as profile default has it, and without faults. */
    public static final Workload DEFAULT = new Builder().build();

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

    /** Starts with what {@link #DEFAULT} is. */
    public static Builder builder() {
        return new Builder();
    }

    public Builder toBuilder() {
        return new Builder()
                .hosts(hosts)
                .servers(servers)
                .strategy(strategy)
                .load(load)
                .pattern(pattern)
                .variableThreshold(variableThreshold)
                .hypervisor(hypervisor)
                .profile(profile)
                .thresholds(thresholds)
                .duration(duration)
                .seed(seed)
                .faults(faults)
                .recording(recording)
                .variation(variation)
                .spread(spread);
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
        Settings settings =
                Testbed.settings(profile, strategy, thresholds.orElse(profile.thresholds()), variableThreshold);
        return settings.with(settings.strategy().spreading(spread));
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
        if (spread != Spread.OFF) line.append(" --spread ").append(lower(spread));
        recording.ifPresent(r -> line.append(" --trace ").append(r.name()));
        if (!faults.text().isEmpty()) line.append(" --faults ").append(faults.text());
        return line.toString();
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    /** Each part by the name of its flag. */
    public static final class Builder {

        private int hosts = 4;
        private int servers = 0;
        private StrategyName strategy = Profile.DEFAULT.settings().strategy().name();
        private LoadLevel load = LoadLevel.MEDIUM;
        private Pattern pattern = Pattern.NORMAL;
        private boolean variableThreshold =
                Profile.DEFAULT.settings().strategy().variable();
        private HypervisorKind hypervisor = HypervisorKind.KVM;
        private Profile profile = Profile.DEFAULT;
        private Optional<Thresholds> thresholds = Optional.empty();
        private Duration duration = Duration.ofSeconds(20_000);
        private long seed = 1;
        private Faults faults = Faults.NONE;
        private Optional<Recording> recording = Optional.empty();
        private Variation variation = Variation.NONE;
        private Spread spread = Spread.OFF;

        private Builder() {}

        public Builder hosts(int other) {
            hosts = other;
            return this;
        }

        public Builder servers(int other) {
            servers = other;
            return this;
        }

        public Builder strategy(StrategyName other) {
            strategy = other;
            return this;
        }

        public Builder load(LoadLevel other) {
            load = other;
            return this;
        }

        public Builder pattern(Pattern other) {
            pattern = other;
            return this;
        }

        public Builder variableThreshold(boolean other) {
            variableThreshold = other;
            return this;
        }

        public Builder hypervisor(HypervisorKind other) {
            hypervisor = other;
            return this;
        }

        public Builder profile(Profile other) {
            profile = other;
            return this;
        }

        public Builder thresholds(Optional<Thresholds> other) {
            thresholds = other;
            return this;
        }

        public Builder duration(Duration other) {
            duration = other;
            return this;
        }

        public Builder seed(long other) {
            seed = other;
            return this;
        }

        public Builder faults(Faults other) {
            faults = other;
            return this;
        }

        public Builder recording(Optional<Recording> other) {
            recording = other;
            return this;
        }

        public Builder variation(Variation other) {
            variation = other;
            return this;
        }

        public Builder spread(Spread other) {
            spread = other;
            return this;
        }

        /** @throws IllegalArgumentException with one sentence, when its parts do not go together */
        public Workload build() {
            return new Workload(
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
                    variation,
                    spread);
        }
    }
}
