package io.drover.local;

import java.time.Instant;

/**
 * A guest over one interval.
 *
 * @param at its end
 * @param cpus that it used, on average
 * @param steal share of the interval in which a vCPU waited for a CPU, 0..1; null: unknown
 * @param memoryMib what it held of the host's memory; null: unknown
 */
public record GuestRates(Instant at, double cpus, Double steal, Long memoryMib) {}
