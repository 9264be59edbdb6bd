package io.drover.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drover.measurement.FleetView.HostSample;
import io.drover.measurement.FleetView.Sample;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Samples by column, as charts want them; a tenth of the size of rows.
 *
 * @param at seconds since 1970
 * @param gap whether the time before the sample was not measured
 * @param attempts since the sample before
 * @param migrations likewise
 * @param overheadKbPerSecond 1 kb = 1000 bits
 * @param spread of all hosts; null unless some were asked for by name
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
        @JsonInclude(JsonInclude.Include.NON_NULL) LoadSpread spread,
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

    /**
     * How the loads and thresholds of all hosts lie in each sample.
     *
     * @param upper a tenth of the loads are above
     * @param lower a tenth are below
     */
    record LoadSpread(
            double[] most,
            double[] upper,
            double[] median,
            double[] lower,
            double[] least,
            double[] pushMost,
            double[] pushLeast,
            double[] pullMost,
            double[] pullLeast) {

        private static LoadSpread of(List<Sample> samples) {
            List<double[]> loads = samples.stream()
                    .map(sample -> values(sample, HostSample::load).sorted().toArray())
                    .toList();
            return new LoadSpread(
                    at(loads, 1),
                    at(loads, 0.9),
                    at(loads, 0.5),
                    at(loads, 0.1),
                    at(loads, 0),
                    column(samples, sample -> most(sample, HostSample::push)),
                    column(samples, sample -> least(sample, HostSample::push)),
                    column(samples, sample -> most(sample, HostSample::pull)),
                    column(samples, sample -> least(sample, HostSample::pull)));
        }

        private static DoubleStream values(Sample sample, ToDoubleFunction<HostSample> value) {
            return sample.hosts().stream().mapToDouble(value).filter(Double::isFinite);
        }

        private static double most(Sample sample, ToDoubleFunction<HostSample> value) {
            return values(sample, value).max().orElse(Double.NaN);
        }

        private static double least(Sample sample, ToDoubleFunction<HostSample> value) {
            return values(sample, value).min().orElse(Double.NaN);
        }

        private static double[] at(List<double[]> sorted, double share) {
            return sorted.stream()
                    .mapToDouble(all ->
                            all.length == 0 ? Double.NaN : rounded(all[(int) Math.round(share * (all.length - 1))]))
                    .toArray();
        }
    }

    static SamplesDocument of(Instant from, Instant to, List<Sample> samples) {
        return of(from, to, samples, null, hosts(samples, host -> true));
    }

    /** Of some hosts their columns, of all how they lie. */
    static SamplesDocument of(Instant from, Instant to, List<Sample> samples, Set<String> some) {
        return of(from, to, samples, LoadSpread.of(samples), hosts(samples, some::contains));
    }

    private static SamplesDocument of(
            Instant from, Instant to, List<Sample> samples, LoadSpread spread, List<Host> hosts) {
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
                spread,
                hosts);
    }

    private static List<Host> hosts(List<Sample> samples, Predicate<String> which) {
        SortedMap<String, Host> hosts = new TreeMap<>();
        for (int i = 0; i < samples.size(); i++) {
            for (HostSample sample : samples.get(i).hosts()) {
                if (!which.test(sample.host())) continue;
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
