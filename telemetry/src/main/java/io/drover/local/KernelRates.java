package io.drover.local;

import java.time.Instant;

/**
 * A host's own kernel over one interval.
 *
 * @param at its end
 * @param load tasks running plus tasks waiting for a CPU, on average: the load average's idea without its filter, its
 *     two decimals and its tasks that wait for a disk
 * @param busy CPUs that were busy, on average
 * @param cpuPressure share of the interval in which some task waited for a CPU, 0..1; null: unknown
 * @param memoryPressure the same for memory
 * @param ioPressure the same for a disk
 */
public record KernelRates(
        Instant at, double load, double busy, Double cpuPressure, Double memoryPressure, Double ioPressure) {}
