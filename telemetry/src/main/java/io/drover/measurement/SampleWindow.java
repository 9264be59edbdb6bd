package io.drover.measurement;

import io.drover.measurement.FleetView.Sample;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.stream.Stream;

/** The newest samples as they are, and older ones as means: as many as memory is meant to hold. */
public final class SampleWindow {

    /** Six hours at one in 5 s. */
    public static final int SAMPLES = 4_320;

    /** A week. */
    public static final int MEANS = 2_016;

    /** Loads of hosts, in all samples together and again in all means: 4,320 samples of 90 hosts. */
    public static final int HOST_LOADS = 400_000;

    private final Tier samples = new Tier(SAMPLES);
    private final Tier means = new Tier(MEANS);
    private SampleMean begun;

    /** What an earlier run kept, oldest first; means are older than samples. */
    void resume(List<Sample> oldMeans, List<Sample> oldSamples) {
        oldMeans.forEach(means::add);
        oldSamples.forEach(this::add);
    }

    void add(Sample sample) {
        samples.add(sample).forEach(this::mean);
    }

    private void mean(Sample sample) {
        if (begun != null && begun.holds(sample)) {
            begun.add(sample);
            return;
        }
        if (begun != null) means.add(begun.sample());
        begun = new SampleMean(sample);
    }

    /** Null: there is none. */
    Sample newest() {
        return samples.newest();
    }

    /**
     * Oldest first; too many: means of equal spans of time, between the oldest and the newest as they are. No mean
     * reaches over a gap, so that there may be more than asked for by as many.
     */
    List<Sample> between(Instant from, Instant to, int atMost) {
        Stream<Sample> half = begun == null ? Stream.empty() : Stream.of(begun.sample());
        List<Sample> span = Stream.of(means.stream(), half, samples.stream())
                .flatMap(tier -> tier)
                .filter(sample -> !sample.at().isBefore(from) && !sample.at().isAfter(to))
                .toList();
        return span.size() <= atMost ? span : thinned(span, atMost);
    }

    /** By time, not by number: newer samples are closer together than older means. A clock may have stepped back. */
    private static List<Sample> thinned(List<Sample> span, int atMost) {
        LongSummaryStatistics times =
                span.stream().mapToLong(SampleWindow::millis).summaryStatistics();
        long each = (times.getMax() - times.getMin()) / Math.max(1, atMost - 2) + 1;
        List<Sample> thinned = new ArrayList<>(List.of(span.get(0)));
        SampleMean mean = null;
        long part = 0;
        for (Sample sample : span.subList(1, span.size() - 1)) {
            long its = (millis(sample) - times.getMin()) / each;
            if (mean != null && its == part && !sample.gap()) {
                mean.add(sample);
                continue;
            }
            if (mean != null) thinned.add(mean.sample());
            mean = new SampleMean(sample);
            part = its;
        }
        if (mean != null) thinned.add(mean.sample());
        thinned.add(span.get(span.size() - 1));
        return thinned;
    }

    private static long millis(Sample sample) {
        return sample.at().toEpochMilli();
    }

    private static final class Tier {
        private final int most;
        private final Deque<Sample> kept = new ArrayDeque<>();
        private int hostLoads;

        Tier(int most) {
            this.most = most;
        }

        /** Those that have no more room, oldest first. */
        List<Sample> add(Sample sample) {
            kept.addLast(sample);
            hostLoads += sample.hosts().size();
            List<Sample> gone = new ArrayList<>();
            while (kept.size() > most || hostLoads > HOST_LOADS && kept.size() > 1) {
                Sample oldest = kept.removeFirst();
                hostLoads -= oldest.hosts().size();
                gone.add(oldest);
            }
            return gone;
        }

        Sample newest() {
            return kept.peekLast();
        }

        Stream<Sample> stream() {
            return kept.stream();
        }
    }
}
