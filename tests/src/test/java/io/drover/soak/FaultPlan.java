package io.drover.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Faults drawn from a seed: at most one at a time for each target, several at once in a fleet. */
final class FaultPlan {

    /** Between two faults of one target. */
    private static final double CALM = 8;

    /**
     * @param from since the begin
     */
    record Fault(FaultKind kind, String target, double from, double to) {}

    /**
     * Something begins or ends.
     */
    record Moment(double at, Fault fault, boolean begins) {}

    private final List<Fault> faults = new ArrayList<>();

    /**
     * @param spared a host whose process lives through all of it
     */
    FaultPlan(long seed, Duration length, double between, List<String> hosts, String spared) {
        Random random = new Random(seed);
        Map<String, Double> free = new HashMap<>();
        for (double at = between; at < length.toSeconds() - 60; at += between * (0.5 + random.nextDouble())) {
            FaultKind kind = FaultKind.values()[random.nextInt(FaultKind.values().length)];
            String target = kind.target == FaultKind.Target.HOST
                    ? hosts.get(random.nextInt(hosts.size()))
                    : kind.target.name().toLowerCase(java.util.Locale.ROOT);
            double lasts = kind.least + random.nextDouble() * (kind.most - kind.least);
            if (kind.ends() && target.equals(spared)) target = hosts.get(0);
            double begin = Math.max(at, free.getOrDefault(target, 0.0));
            faults.add(new Fault(kind, target, begin, begin + lasts));
            free.put(target, begin + lasts + CALM);
        }
    }

    int size() {
        return faults.size();
    }

    List<Moment> moments() {
        List<Moment> moments = new ArrayList<>();
        for (Fault fault : faults) {
            moments.add(new Moment(fault.from(), fault, true));
            moments.add(new Moment(fault.to(), fault, false));
        }
        moments.sort(Comparator.comparingDouble(Moment::at)); // stable: a begin stays before its own end
        return moments;
    }
}
