package io.drover.config;

import io.drover.model.LoadEstimate;
import io.drover.model.Profile;
import io.drover.model.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;

/** An option's text where nobody sets it, in each profile: written from the {@link Settings} that the profile makes. */
final class ProfileDefaults {

    private ProfileDefaults() {}

    static Function<Profile, String> text(Function<Settings, String> setting) {
        return profile -> setting.apply(profile.settings());
    }

    static Function<Profile, String> word(Function<Settings, Enum<?>> setting) {
        return text(settings -> Text.word(setting.apply(settings)));
    }

    static Function<Profile, String> decimal(ToDoubleFunction<Settings> setting) {
        return text(settings -> Text.decimal(setting.applyAsDouble(settings)));
    }

    /** An operator's 0 is "any number". */
    static Function<Profile, String> count(ToIntFunction<Settings> setting) {
        return text(settings -> {
            int count = setting.applyAsInt(settings);
            return count == Integer.MAX_VALUE ? "0" : Integer.toString(count);
        });
    }

    /** Whole seconds without a unit, else milliseconds. */
    static Function<Profile, String> duration(Function<Settings, Duration> setting) {
        return text(settings -> {
            Duration duration = setting.apply(settings);
            if (duration.getNano() == 0) return Text.seconds(duration);
            return BigDecimal.valueOf(duration.toNanos(), 6)
                            .stripTrailingZeros()
                            .toPlainString() + "ms";
        });
    }

    /** Which load average of the kernel the estimate is; 0: none of them. */
    static String minutes(LoadEstimate estimate) {
        return estimate instanceof LoadEstimate.Average average ? Integer.toString(average.minutes()) : "0";
    }

    /** The thesis knows one cost model only. */
    static CostSource cost(Settings settings) {
        return settings.strategy().thesisRules() ? CostSource.PUBLISHED : CostSource.AUTO;
    }
}
