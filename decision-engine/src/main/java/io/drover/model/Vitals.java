package io.drover.model;

/**
 * Where a host's loads came from, and what else its kernel tells of how well it is. Null: not known here.
 *
 * @param loadSource the source in effect of the host's load, as the option names it; empty: not told
 * @param serverLoadSource likewise of its servers'
 * @param busy CPUs that ran anything, on average
 * @param cpuPressure share of the time in which some task waited for a CPU, 0..1
 * @param memoryPressure the same for memory
 * @param ioPressure the same for a disk
 */
public record Vitals(
        String loadSource,
        String serverLoadSource,
        Double busy,
        Double cpuPressure,
        Double memoryPressure,
        Double ioPressure) {

    public static final Vitals UNKNOWN = new Vitals("", "", null, null, null, null);

    /** The same host by other sources, where nothing else is known. */
    public static Vitals of(String loadSource, String serverLoadSource) {
        return new Vitals(loadSource, serverLoadSource, null, null, null, null);
    }
}
