package io.drover.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * One point of a run's curves: what was true on average, or happened, in {@link Metrics#STEP} or {@link
 * Metrics#PERIOD}.
 *
 * @param startSeconds since the start of the run
 * @param endSeconds since the start of the run
 * @param normalizedLoad mean over hosts and time
 * @param systemPerformance mean over time
 * @param standardDeviation of the hosts' normalised loads, mean over time
 * @param hotHosts mean over time
 * @param kbPerSecond overhead traffic
 */
public record Period(
        double startSeconds,
        double endSeconds,
        double normalizedLoad,
        double systemPerformance,
        double standardDeviation,
        double hotHosts,
        long attempts,
        long migrations,
        long failedMigrations,
        double kbPerSecond) {

    /** The same curve in steps {@code times} as long; the last one is what is left. */
    static List<Period> joined(List<Period> steps, int times) {
        List<Period> joined = new ArrayList<>();
        for (int from = 0; from < steps.size(); from += times) {
            joined.add(joined(steps.subList(from, Math.min(steps.size(), from + times))));
        }
        return joined;
    }

    private static Period joined(List<Period> parts) {
        return new Period(
                parts.get(0).startSeconds,
                parts.get(parts.size() - 1).endSeconds,
                mean(parts, Period::normalizedLoad),
                mean(parts, Period::systemPerformance),
                mean(parts, Period::standardDeviation),
                mean(parts, Period::hotHosts),
                sum(parts, Period::attempts),
                sum(parts, Period::migrations),
                sum(parts, Period::failedMigrations),
                mean(parts, Period::kbPerSecond));
    }

    private static double mean(List<Period> parts, ToDoubleFunction<Period> value) {
        double weighted = 0;
        double seconds = 0;
        for (Period part : parts) {
            weighted += value.applyAsDouble(part) * (part.endSeconds - part.startSeconds);
            seconds += part.endSeconds - part.startSeconds;
        }
        return weighted / seconds;
    }

    private static long sum(List<Period> parts, ToLongFunction<Period> value) {
        return parts.stream().mapToLong(value).sum();
    }
}
