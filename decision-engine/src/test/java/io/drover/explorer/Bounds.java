package io.drover.explorer;

import java.util.Arrays;

/**
 * How often each thing may happen on one path.
 *
 * @param faults of all kinds together
 * @param losses of a message
 * @param duplicates of a message
 * @param late messages that are still on their way when the clock moves on
 * @param crashes of an agent, which is there again at once
 * @param auctions after that, no host opens any more
 */
record Bounds(int faults, int losses, int duplicates, int late, int crashes, int auctions) {

    /** Nothing goes wrong. */
    static Bounds calm(int auctions) {
        return new Bounds(0, 0, 0, 0, 0, auctions);
    }

    /** One of each, but no more than {@code faults} on one path. */
    static Bounds each(int faults, int auctions) {
        return new Bounds(faults, 1, 1, 1, 1, auctions);
    }

    static Bounds of(String text) {
        int[] parts = Arrays.stream(text.split(",")).mapToInt(Integer::parseInt).toArray();
        return new Bounds(parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]);
    }

    boolean loses() {
        return faults > 0 && losses > 0;
    }

    boolean duplicates(int once) {
        return faults >= once && duplicates >= once;
    }

    boolean crashes(int once) {
        return faults >= once && crashes >= once;
    }

    boolean delays(int messages) {
        return messages == 0 || (faults >= messages && late >= messages);
    }

    Bounds lost() {
        return new Bounds(faults - 1, losses - 1, duplicates, late, crashes, auctions);
    }

    Bounds duplicated() {
        return new Bounds(faults - 1, losses, duplicates - 1, late, crashes, auctions);
    }

    Bounds delayed(int messages) {
        return messages == 0
                ? this
                : new Bounds(faults - messages, losses, duplicates, late - messages, crashes, auctions);
    }

    Bounds crashed() {
        return new Bounds(faults - 1, losses, duplicates, late, crashes - 1, auctions);
    }

    Bounds opened(int more) {
        return more == 0 ? this : new Bounds(faults, losses, duplicates, late, crashes, auctions - more);
    }
}
