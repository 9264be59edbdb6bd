package io.drover.prometheus;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a node exporter tells of its machine.
 *
 * @param load in tasks that run or wait for a CPU, the mean between the last two samples
 * @param at when the newer of these was scraped, by Prometheus' clock
 */
public record NodeSample(double load, Instant at, Memory memory, Pressure pressure) {

    /** In bytes; empty: not told. */
    public record Memory(OptionalLong total, OptionalLong used) {
        static final Memory UNKNOWN = new Memory(OptionalLong.empty(), OptionalLong.empty());
    }

    /** Shares of time, 0..1, in which some task waited for it; empty: the kernel or the exporter does not tell. */
    public record Pressure(OptionalDouble cpu, OptionalDouble memory, OptionalDouble io) {
        static final Pressure UNKNOWN =
                new Pressure(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
    }
}
