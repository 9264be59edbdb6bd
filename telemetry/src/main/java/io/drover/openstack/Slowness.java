package io.drover.openstack;

import java.time.Duration;

/** Whether a service is slow by its last answers: more than one of twenty took longer than 2 s. Thread-safe. */
final class Slowness {

    private static final int ANSWERS = 20;
    private static final long SLOW_NANOS = Duration.ofSeconds(2).toNanos();

    private final boolean[] late = new boolean[ANSWERS];
    private int next;

    synchronized void answered(Duration took) {
        late[next] = took.toNanos() > SLOW_NANOS;
        next = (next + 1) % ANSWERS;
    }

    synchronized boolean slow() {
        int count = 0;
        for (boolean each : late) {
            if (each) count++;
        }
        return count > 1;
    }
}
