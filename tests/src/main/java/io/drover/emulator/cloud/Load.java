package io.drover.emulator.cloud;

import java.time.Duration;
import java.time.Instant;

/**
 * The part of its vCPUs that a server would use if its host let it, 0..1, as a function of time. Pure: the same
 * instant gives the same answer, however often and in whatever order it is asked.
 */
@FunctionalInterface
public interface Load {

    double at(Instant instant);

    static Load constant(double utilisation) {
        double valid = valid(utilisation);
        return instant -> valid;
    }

    /** {@code before} until {@code from}, {@code after} from then on. */
    static Load step(double before, Instant from, double after) {
        double earlier = valid(before);
        double later = valid(after);
        return instant -> instant.isBefore(from) ? earlier : later;
    }

    /** One value an interval from {@code start}; the first holds before it, the trace repeats after its end. */
    static Load trace(Instant start, Duration interval, double... values) {
        double[] trace = values.clone();
        if (trace.length == 0 || interval.toMillis() <= 0) {
            throw new IllegalArgumentException("a trace needs values and an interval of at least 1 ms");
        }
        for (double value : trace) {
            valid(value);
        }
        return instant -> {
            long millis = Math.max(0, Duration.between(start, instant).toMillis());
            return trace[(int) (millis / interval.toMillis() % trace.length)];
        };
    }

    private static double valid(double utilisation) {
        if (!(utilisation >= 0 && utilisation <= 1)) {
            throw new IllegalArgumentException("utilisation is within 0..1, not " + utilisation);
        }
        return utilisation;
    }
}
