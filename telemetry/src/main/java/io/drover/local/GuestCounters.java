package io.drover.local;

/**
 * What was counted of one guest since it started on this host.
 *
 * @param run tells one start of the guest from the next
 * @param cpu seconds of CPU time, all of its process
 * @param waited seconds in which a vCPU waited for a CPU, on average over the vCPUs where they are told apart; null:
 *     unknown
 * @param memoryMib what it holds of the host's memory; null: unknown
 */
record GuestCounters(String run, double cpu, Double waited, Long memoryMib) {

    boolean follow(GuestCounters before) {
        return run.equals(before.run)
                && cpu >= before.cpu
                && (waited == null || before.waited == null || waited >= before.waited);
    }
}
