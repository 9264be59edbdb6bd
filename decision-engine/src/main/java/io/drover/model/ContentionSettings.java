package io.drover.model;

import java.time.Duration;

/**
 * When a host is hot whatever its load: by shares of the time, 0..1; 0: never.
 *
 * @param steal in which its servers' vCPUs wait for a CPU, on average over all of them
 * @param cpuPressure in which some task waits for a CPU
 * @param memoryPressure in which some task waits for memory
 * @param hold for how long it must last
 */
public record ContentionSettings(double steal, double cpuPressure, double memoryPressure, Duration hold) {

    public static final ContentionSettings OFF = new ContentionSettings(0, 0, 0, Duration.ofSeconds(60));

    public static final ContentionSettings DEFAULT = new ContentionSettings(0.20, 0.80, 0.20, Duration.ofSeconds(60));
}
