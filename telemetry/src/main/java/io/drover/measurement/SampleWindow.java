package io.drover.measurement;

import io.drover.measurement.FleetView.Sample;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest samples, as many as memory is meant to hold. */
final class SampleWindow {

    /** Six hours at one in 5 s. */
    static final int SAMPLES = 4_320;

    /** Loads of hosts in all samples together: 4,320 samples of 90 hosts. */
    private static final int HOST_SAMPLES = 400_000;

    private final Deque<Sample> samples = new ArrayDeque<>();
    private int hostSamples;

    void add(Sample sample) {
        samples.addLast(sample);
        hostSamples += sample.hosts().size();
        while (samples.size() > SAMPLES || hostSamples > HOST_SAMPLES && samples.size() > 1) {
            hostSamples -= samples.removeFirst().hosts().size();
        }
    }

    /** Null: there is none. */
    Sample newest() {
        return samples.peekLast();
    }

    /** Oldest first; too many: evenly thinned, with both ends and all gaps kept. */
    List<Sample> between(Instant from, Instant to, int atMost) {
        List<Sample> span = samples.stream()
                .filter(sample -> !sample.at().isBefore(from) && !sample.at().isAfter(to))
                .toList();
        if (span.size() <= atMost) return span;
        double stride = (double) (span.size() - 1) / Math.max(1, atMost - 1);
        List<Sample> thinned = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < span.size(); i++) {
            boolean due = i >= Math.round(taken * stride);
            if (!due && !span.get(i).gap()) continue;
            thinned.add(span.get(i));
            if (due) taken++;
        }
        return thinned;
    }
}
