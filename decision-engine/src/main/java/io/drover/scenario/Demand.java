package io.drover.scenario;

import java.time.Duration;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a server would use if its host let it, in CPUs, over time. Constant between changes. */
public sealed interface Demand {

    long NEVER = Long.MAX_VALUE;

    /**
     * @param nanos since the start
     */
    double at(long nanos);

    /** The first change after {@code nanos}; {@link #NEVER}: none. */
    long changeAfter(long nanos);

    static Demand constant(double cpus) {
        return new Constant(cpus);
    }

    static Demand step(double before, Duration at, double after) {
        SortedMap<Long, Double> cpusFrom = new TreeMap<>();
        cpusFrom.put(0L, before);
        cpusFrom.put(at.toNanos(), after);
        return new Steps(cpusFrom);
    }

    record Constant(double cpus) implements Demand {
        @Override
        public double at(long nanos) {
            return cpus;
        }

        @Override
        public long changeAfter(long nanos) {
            return NEVER;
        }
    }

    /**
     * @param cpusFrom CPUs by the nanosecond from which they count; the first is 0
     */
    record Steps(SortedMap<Long, Double> cpusFrom) implements Demand {
        public Steps {
            cpusFrom = Collections.unmodifiableSortedMap(new TreeMap<>(cpusFrom));
        }

        @Override
        public double at(long nanos) {
            return cpusFrom.get(cpusFrom.headMap(nanos + 1).lastKey());
        }

        @Override
        public long changeAfter(long nanos) {
            SortedMap<Long, Double> later = cpusFrom.tailMap(nanos + 1);
            return later.isEmpty() ? NEVER : later.firstKey();
        }
    }

    /**
     * One row of a recorded trace; its last value lasts.
     *
     * @param shares of all vCPUs, one value per {@code interval}; not copied and never written
     */
    record Row(short[] shares, Duration interval, int vcpus) implements Demand {
        @Override
        public double at(long nanos) {
            int index = (int) Math.min(shares.length - 1, nanos / interval.toNanos());
            return shares[index] * vcpus / Recording.WHOLE;
        }

        @Override
        public long changeAfter(long nanos) {
            long length = interval.toNanos();
            for (long index = nanos / length; index < shares.length - 1; index++) {
                if (shares[(int) index + 1] != shares[(int) index]) return (index + 1) * length;
            }
            return NEVER;
        }
    }
}
