package io.drover.simulate;

import io.drover.cli.CommandFault;
import io.drover.cli.Flags;
import io.drover.scenario.Variation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** In what a simulated workload is to differ from the thesis' testbed. */
final class VariationFlags {

    @Option(
            names = "--cpus",
            paramLabel = "N,…",
            split = ",",
            description = "CPUs of the hosts, in turn, such as 4,4,1; default: 2 each, with a trace as it needs.")
    private List<Integer> cpus = List.of();

    @Option(
            names = {"--change-at", "--burstHighTime", "--burstLowTime"},
            paramLabel = "TIME",
            description = "When a burst rises or a drain falls; default: at half-time.")
    private String changeAt;

    @Option(
            names = {"--arrivals", "--DynamicVM"},
            paramLabel = "N",
            description = "Servers that come in a fluctuation; default: half as many as there are.")
    private Integer arrivals;

    @Option(
            names = {"--departures", "--VMsToRemove"},
            paramLabel = "N",
            description = "Servers that go in a fluctuation; default: half of those that are there.")
    private Integer departures;

    boolean given() {
        return !cpus.isEmpty() || changeAt != null || arrivals != null || departures != null;
    }

    /** As many as sizes were given; 0: none were. */
    int sizes() {
        return cpus.size();
    }

    /**
     * @throws IllegalArgumentException with one sentence
     * @throws CommandFault likewise
     */
    Variation variation() {
        return new Variation(
                cpus,
                Optional.ofNullable(changeAt).map(text -> Flags.parsed("--change-at", Flags.VIRTUAL, text)),
                optional(arrivals),
                optional(departures));
    }

    private static OptionalInt optional(Integer count) {
        return count == null ? OptionalInt.empty() : OptionalInt.of(count);
    }
}
