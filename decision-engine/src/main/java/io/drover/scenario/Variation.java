package io.drover.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * In what a workload differs from the testbed and scenarios of doc/sources.md, 4.4 and 4.5.
 *
 * @param cpus of the hosts, in turn; none: 2 each, or with a recording as many as it needs
 * @param changeAt when a burst rises or a drain falls; empty: at half-time, the thesis' 10 000 s
 * @param arrivals servers that come in a fluctuation, DynamicVM of Table H-1; empty: half as many as there are
 * @param departures servers that go in it, VMsToRemove; empty: likewise
 */
public record Variation(List<Integer> cpus, Optional<Duration> changeAt, OptionalInt arrivals, OptionalInt departures) {

    public static final Variation NONE =
            new Variation(List.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    private static final int CPUS_AT_MOST = 4096;

    public Variation {
        cpus = List.copyOf(cpus);
        for (int count : cpus) {
            if (count < 1 || count > CPUS_AT_MOST) {
                throw new IllegalArgumentException("a host has 1 to " + CPUS_AT_MOST + " CPUs, not " + count);
            }
        }
        if (arrivals.orElse(0) < 0 || departures.orElse(0) < 0) {
            throw new IllegalArgumentException("arrivals and departures are not negative");
        }
    }

    /** The flags that ask for it, each with a blank before it. */
    String flags() {
        StringBuilder flags = new StringBuilder();
        if (!cpus.isEmpty()) {
            flags.append(" --cpus ")
                    .append(String.join(",", cpus.stream().map(String::valueOf).toList()));
        }
        changeAt.ifPresent(at -> flags.append(" --change-at ").append(at.toSeconds()));
        arrivals.ifPresent(count -> flags.append(" --arrivals ").append(count));
        departures.ifPresent(count -> flags.append(" --departures ").append(count));
        return flags.toString();
    }
}
