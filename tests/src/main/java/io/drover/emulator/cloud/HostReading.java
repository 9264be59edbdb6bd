package io.drover.emulator.cloud;

import java.util.List;

/**
 * What is true of a host at one moment, to judge the outcome by: no client of a cloud sees this.
 *
 * @param runnable tasks that want to run, not averaged
 * @param normalizedLoad runnable / pCpus; may exceed 1
 * @param loadAverages over 1, 5 and 15 minutes
 */
public record HostReading(
        String name, int pCpus, double runnable, double normalizedLoad, List<Double> loadAverages, int servers) {}
