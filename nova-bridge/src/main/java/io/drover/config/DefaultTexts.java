package io.drover.config;

import static java.util.Map.entry;

import io.drover.model.LoadEstimate;
import io.drover.model.Profile;
import io.drover.model.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** An option's text where nobody sets it, in each profile: written from the {@link Settings} that the profile makes. */
final class DefaultTexts {

    private static final Map<String, Function<Settings, String>> TEXTS = Map.ofEntries(
            entry("DEFAULT.strategy", word(s -> s.strategy().name())),
            entry("DEFAULT.goal", word(s -> s.strategy().goal())),
            entry("DEFAULT.mode", word(Settings::mode)),
            entry("DEFAULT.auction_scope", s -> s.auction().scope().text()),
            entry("telemetry.load_minutes", s -> minutes(s.load().estimate())),
            entry("telemetry.ewma_lambda", decimal(s -> s.load().lambda())),
            entry("telemetry.max_age", duration(s -> s.load().maxAge())),
            entry("thresholds.push", decimal(s -> s.strategy().thresholds().push())),
            entry("thresholds.pull", decimal(s -> s.strategy().thresholds().pull())),
            entry("thresholds.memory_push", decimal(s -> s.strategy().memory().push())),
            entry("thresholds.memory_pull", decimal(s -> s.strategy().memory().pull())),
            entry("thresholds.variable", s -> Boolean.toString(s.strategy().variable())),
            entry("thresholds.variable_mean", duration(s -> s.strategy().variableMean())),
            entry("thresholds.steal", decimal(s -> s.load().contention().steal())),
            entry("thresholds.cpu_pressure", decimal(s -> s.load().contention().cpuPressure())),
            entry(
                    "thresholds.memory_pressure",
                    decimal(s -> s.load().contention().memoryPressure())),
            entry(
                    "thresholds.pressure_hold",
                    duration(s -> s.load().contention().hold())),
            entry("thresholds.required_improvement", decimal(s -> s.strategy().requiredImprovement())),
            entry("balance.spread", word(s -> s.strategy().spread())),
            entry("auction.reply_timeout", duration(s -> s.auction().replyTimeout())),
            entry("auction.lock_timeout", duration(s -> s.auction().lockTimeout())),
            entry("auction.source_settle", duration(s -> s.auction().sourceSettle())),
            entry("auction.destination_settle", duration(s -> s.auction().destinationSettle())),
            entry("auction.backoff_limit", duration(s -> s.auction().backoffLimit())),
            entry("auction.quiet", duration(s -> s.auction().quiet())),
            entry("migration.bandwidth_mb_s", decimal(s -> s.migration().bandwidth())),
            entry("migration.max_outbound", count(s -> s.migration().maxOutbound())),
            entry("migration.max_inbound", count(s -> s.migration().maxInbound())),
            entry("migration.max_fleet", count(s -> s.migration().maxFleet())),
            entry("migration.server_cooldown", duration(s -> s.migration().serverCooldown())),
            entry("migration.downtime_limit", duration(s -> s.migration().downtimeLimit())),
            entry("migration.completion_timeout", duration(s -> s.migration().completionTimeout())),
            entry(
                    "migration.default_dirty_rate_mb_s",
                    decimal(s -> s.migration().defaultDirtyRate())),
            entry("drain.parallel", count(s -> s.drain().parallel())),
            entry("drain.ceiling", decimal(s -> s.drain().ceiling())),
            entry("drain.on_stall", word(s -> s.drain().onStall())),
            entry("advice.lifetime", duration(s -> s.advice().lifetime())),
            entry("advice.promised", decimal(s -> s.advice().promised())),
            entry("migration.cost_model", word(DefaultTexts::cost)),
            entry("migration.max_rounds", count(s -> s.migration().cost().maxRounds())),
            entry(
                    "migration.resume_time",
                    duration(s -> Costs.time(s.migration().cost().resume()))));

    private DefaultTexts() {}

    /** @throws IllegalArgumentException when no setting has this option: a mistake of the caller */
    static Function<Profile, Optional<String>> of(String section, String name) {
        Function<Settings, String> text = TEXTS.get(section + "." + name);
        if (text == null) throw new IllegalArgumentException("no profile says what [" + section + "] " + name + " is");
        return profile -> Optional.of(text.apply(profile.settings()));
    }

    private static Function<Settings, String> word(Function<Settings, Enum<?>> setting) {
        return settings -> OptionText.word(setting.apply(settings));
    }

    private static Function<Settings, String> decimal(ToDoubleFunction<Settings> setting) {
        return settings -> OptionText.decimal(setting.applyAsDouble(settings));
    }

    /** An operator's 0 is "any number". */
    private static Function<Settings, String> count(ToIntFunction<Settings> setting) {
        return settings -> {
            int count = setting.applyAsInt(settings);
            return count == Integer.MAX_VALUE ? "0" : Integer.toString(count);
        };
    }

    /** Whole seconds without a unit, else milliseconds. */
    private static Function<Settings, String> duration(Function<Settings, Duration> setting) {
        return settings -> {
            Duration duration = setting.apply(settings);
            if (duration.toNanosPart() == 0) return OptionText.seconds(duration);
            return BigDecimal.valueOf(duration.toNanos(), 6)
                            .stripTrailingZeros()
                            .toPlainString() + "ms";
        };
    }

    /** Which load average of the kernel the estimate is; 0: none of them. */
    private static String minutes(LoadEstimate estimate) {
        return estimate instanceof LoadEstimate.Average average ? Integer.toString(average.minutes()) : "0";
    }

    /** The thesis knows one cost model only. */
    private static CostSource cost(Settings settings) {
        return settings.strategy().rules() == Settings.Rules.THESIS ? CostSource.PUBLISHED : CostSource.AUTO;
    }
}
