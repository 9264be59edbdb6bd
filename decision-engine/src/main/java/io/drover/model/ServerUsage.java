package io.drover.model;

/**
 * What a server gets and holds besides CPU time. Null: not known here.
 *
 * @param steal share of the time in which one of its vCPUs waited for a CPU of its host, 0..1
 * @param memoryUsedMib what it holds of its host's memory
 */
public record ServerUsage(Double steal, Long memoryUsedMib) {

    public static final ServerUsage UNKNOWN = new ServerUsage(null, null);
}
