package io.drover.simulation;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Decides for a whole fleet at once. One for each run; told nothing but what its metering shows. */
public interface CentralPolicy {

    /** How it is fed and how it acts. */
    Terms terms();

    /** What to move, in this order; a later move may count on the earlier ones. */
    List<Move> decide(Snapshot fleet);

    /**
     * @param metering each host is polled once in this time, at a moment of its own
     * @param counters a server's use is read off a counter that starts anew with each move, so that its first value
     *     on a new host is 0 and a new server has none; else it is known at once
     * @param audit time between two decisions; one that falls into the execution of an earlier one is left out
     * @param parallel so many moves are begun together, and all of them waited for before the next are
     */
    record Terms(Duration metering, boolean counters, Duration audit, int parallel) {

        public Terms {
            if (metering.isNegative() || metering.isZero() || audit.isNegative() || audit.isZero() || parallel < 1) {
                throw new IllegalArgumentException(
                        "times and parallel moves are positive, not " + metering + ", " + audit + " and " + parallel);
            }
        }
    }

    record Move(String server, String source, String destination) {}

    /** Makes the policy of one run. */
    @FunctionalInterface
    interface Factory {

        /**
         * @param random the policy's own, split off for it
         */
        CentralPolicy policy(SplittableRandom random);
    }
}
