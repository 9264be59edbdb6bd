package io.drover.simulation;

import java.util.ArrayList;
import java.util.List;

/** Which hosts are cut off from the broker now, and what they would say meanwhile. */
final class Outages {

    /** As many as an agent keeps for a broker that is away. */
    private static final int KEPT = 1_000;

    /** By host; null: the broker is there. */
    private final List<List<Runnable>> waiting = new ArrayList<>();

    Outages(int hosts) {
        for (int host = 0; host < hosts; host++) waiting.add(null);
    }

    boolean cut(int host) {
        return waiting.get(host) != null;
    }

    /** Does nothing when it is cut off already. */
    void begin(int host) {
        if (!cut(host)) waiting.set(host, new ArrayList<>());
    }

    /** What is said when the broker is there again; one that is cut off. */
    void keep(int host, Runnable word) {
        if (waiting.get(host).size() < KEPT) waiting.get(host).add(word);
    }

    void end(int host) {
        List<Runnable> words = waiting.set(host, null);
        if (words != null) words.forEach(Runnable::run);
    }
}
