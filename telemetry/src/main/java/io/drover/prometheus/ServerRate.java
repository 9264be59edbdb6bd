package io.drover.prometheus;

import java.time.Instant;

/**
 * How much CPU a server uses.
 *
 * @param cpus a mean, 0 to its vCPUs
 * @param at the end of the time that it is the mean of
 */
public record ServerRate(double cpus, Instant at) {}
