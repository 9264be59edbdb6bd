package io.drover.explorer;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The whole fleet at one moment: a value.
 *
 * @param now milliseconds since the start
 * @param sampled the newest sample of all hosts, likewise
 * @param agents their states, in order of the hosts
 * @param things what is on its way and what Nova has on record, in order
 * @param left what may still happen
 */
record Moment(long now, long sampled, int[] agents, int[] things, Bounds left) {

    Moment {
        Arrays.sort(things);
    }

    Digest digest() {
        ByteBuffer bytes = ByteBuffer.allocate(8 * 2 + 4 * (agents.length + things.length + 7));
        bytes.putLong(now).putLong(sampled).putInt(agents.length);
        for (int agent : agents) bytes.putInt(agent);
        for (int thing : things) bytes.putInt(thing);
        bytes.putInt(left.faults()).putInt(left.losses()).putInt(left.duplicates());
        bytes.putInt(left.late()).putInt(left.crashes()).putInt(left.auctions());
        return Digest.of(bytes.array());
    }

    Moment with(int host, int agent, int[] removed, int[] added) {
        int[] others = agents.clone();
        others[host] = agent;
        return new Moment(now, sampled, others, replaced(removed, added), left);
    }

    Moment with(int[] removed, int[] added) {
        return new Moment(now, sampled, agents, replaced(removed, added), left);
    }

    Moment with(Bounds other) {
        return new Moment(now, sampled, agents, things.clone(), other);
    }

    Moment at(long later) {
        return new Moment(later, sampled, agents, things.clone(), left);
    }

    private int[] replaced(int[] removed, int[] added) {
        int[] result = new int[things.length - removed.length + added.length];
        boolean[] gone = new boolean[removed.length];
        int size = 0;
        for (int thing : things) {
            boolean taken = false;
            for (int i = 0; i < removed.length && !taken; i++) {
                if (!gone[i] && removed[i] == thing) taken = gone[i] = true;
            }
            if (!taken) result[size++] = thing;
        }
        System.arraycopy(added, 0, result, size, added.length);
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Moment moment && moment.digest().equals(digest());
    }

    @Override
    public int hashCode() {
        return digest().hashCode();
    }

    @Override
    public String toString() {
        return now + " ms " + Arrays.toString(agents) + Arrays.toString(things) + left;
    }
}
