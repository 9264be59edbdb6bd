package io.drover.dashboard;

import io.drover.measurement.FleetView.HostSample;
import io.drover.measurement.FleetView.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Samples by column, as charts want them; a tenth of the size of rows.
 *
 * @param at seconds since 1970
 * @param gap whether the time before the sample was not measured
 * @param attempts since the sample before
 * @param migrations likewise
 * @param overheadKbPerSecond 1 kb = 1000 bits
 */
record SamplesDocument(
        Instant from,
        Instant to,
        double[] at,
        boolean[] gap,
        double[] systemPerformance,
        double[] normalizedLoad,
        long[] attempts,
        long[] migrations,
        double[] overheadKbPerSecond,
        List<Host> hosts) {

    /** A host's columns; NaN where it did not answer. */
    record Host(String host, double[] load, double[] push, double[] pull) {

        private static Host silent(String host, int samples) {
            return new Host(host, unknown(samples), unknown(samples), unknown(samples));
        }

        private void set(int index, HostSample sample) {
            load[index] = rounded(sample.load());
            push[index] = rounded(sample.push());
            pull[index] = rounded(sample.pull());
        }

        private static double[] unknown(int samples) {
            double[] column = new double[samples];
            Arrays.fill(column, Double.NaN);
            return column;
        }
    }

    static SamplesDocument of(Instant from, Instant to, List<Sample> samples) {
        boolean[] gap = new boolean[samples.size()];
        for (int i = 0; i < gap.length; i++) gap[i] = samples.get(i).gap();
        return new SamplesDocument(
                from,
                to,
                column(samples, sample -> sample.at().toEpochMilli() / 1e3),
                gap,
                column(samples, Sample::systemPerformance),
                column(samples, Sample::normalizedLoad),
                samples.stream().mapToLong(Sample::attempts).toArray(),
                samples.stream().mapToLong(Sample::migrations).toArray(),
                column(samples, Sample::overheadKbPerSecond),
                hosts(samples));
    }

    private static List<Host> hosts(List<Sample> samples) {
        SortedMap<String, Host> hosts = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            for (HostSample sample : samples.get(i).hosts()) {
                hosts.computeIfAbsent(sample.host(), name -> Host.silent(name, samples.size()))
                        .set(i, sample);
            }
        }
        return new ArrayList<>(hosts.values());
    }

    private static double[] column(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return samples.stream().mapToDouble(value).map(SamplesDocument::rounded).toArray();
    }

    /** More digits than anybody sees are only traffic. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? Math.round(value * 1e4) / 1e4 : Double.NaN;
    }
}
