package io.drover.engine;

import io.drover.model.LoadEstimate;
import io.drover.model.PendingLoad;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * All load that was promised and that samples do not show yet. A move is heard of after it happened: what the samples
 * since then have shown of it counts as shown.
 */
final class PendingLoads {

    /** Five minutes at the default interval: whoever hears later than that waits for the next samples instead. */
    private static final int KEPT = 32;

    private final LoadEstimate estimate;
    private final List<PendingLoad> all = new ArrayList<>();
    private final Deque<Taken> taken = new ArrayDeque<>();

    /** Auctions whose servers have gone, until a sample was taken wholly after that. */
    private final List<String> unjudged = new ArrayList<>();

    /**
     * A sample, and what became of it.
     *
     * @param weight of it in the smoothed load
     * @param above by how much it was above what was expected, in CPUs
     * @param deviation of such a sample
     */
    record Taken(Instant previousAt, Instant at, double weight, double above, double deviation) {}

    /**
     * What a sample that was taken wholly after a move shows of it.
     *
     * @param predicted by how much it was to lower the sample, in CPUs; positive
     * @param above by how much the sample is above what was predicted
     */
    record Judged(double predicted, double above, double deviation) {}

    PendingLoads(LoadEstimate estimate) {
        this.estimate = estimate;
    }

    void promise(String auction, double cpus) {
        all.add(PendingLoad.promised(auction, cpus));
    }

    /** What a sample has shown already of a server that has gone; empty: the next ones will. */
    Optional<Judged> moved(String auction, Instant at) {
        Optional<Judged> judged = Optional.empty();
        for (int i = 0; i < all.size(); i++) {
            PendingLoad load = all.get(i);
            if (!load.auction().equals(auction) || load.movedAt() != null) continue;
            PendingLoad moved = load.moved(at);
            judged = judged(moved);
            if (moved.cpus() < 0 && judged.isEmpty()) unjudged.add(auction);
            for (Taken each : taken) moved = sampled(moved, each);
            all.set(i, moved);
        }
        return judged;
    }

    /** By the first sample wholly after it, of which the move had been predicted, had it been known. */
    private Optional<Judged> judged(PendingLoad gone) {
        PendingLoad load = gone;
        for (Taken each : taken) {
            boolean wholly = !each.previousAt().isBefore(load.movedAt());
            if (wholly && load.cpus() < 0) {
                double predicted = -load.remaining();
                return Optional.of(new Judged(predicted, each.above() + predicted, each.deviation()));
            }
            load = sampled(load, each);
        }
        return Optional.empty();
    }

    private PendingLoad sampled(PendingLoad load, Taken sample) {
        return load.sampled(estimate, sample.previousAt(), sample.at(), sample.weight());
    }

    void forget(String auction) {
        all.removeIf(p -> p.auction().equals(auction) && p.movedAt() == null);
    }

    void sampled(Taken sample) {
        taken.addLast(sample);
        if (taken.size() > KEPT) taken.removeFirst();
        if (all.isEmpty()) return;
        all.replaceAll(p -> sampled(p, sample));
        all.removeIf(p -> p.faded() && !unjudged.contains(p.auction()));
    }

    /** By how much a sample taken now would differ from the smoothed load for what is known to come and go. */
    double shown(Instant previousAt, Instant at) {
        double sum = 0;
        for (PendingLoad each : all) {
            double whole = each.sampled(estimate, previousAt, at, 1).shown();
            sum += each.cpus() * (whole - each.shown());
        }
        return sum;
    }

    /** What has gone of which the sample after {@code previousAt} is the first that was taken wholly without it; once. */
    double goneBefore(Instant previousAt) {
        double gone = 0;
        for (PendingLoad each : all) {
            boolean wholly = each.movedAt() != null && !each.movedAt().isAfter(previousAt);
            if (wholly && unjudged.remove(each.auction())) gone -= each.cpus();
        }
        return gone;
    }

    /** What samples do not show yet, in CPUs. */
    double remaining() {
        double sum = 0;
        for (PendingLoad each : all) sum += each.remaining();
        return sum;
    }
}
