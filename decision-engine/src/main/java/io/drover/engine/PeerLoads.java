package io.drover.engine;

import io.drover.model.HostInfo;
import io.drover.model.StrategySettings;
import io.drover.strategy.Acceptance;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** What peers last said of their loads, and what of it is news since this host found nobody. */
final class PeerLoads {

    /** More than samples' scatter and the small things of every day. */
    private static final double RISE = 0.10;

    private static final double CERTAIN = 3;

    /** More peers than that are not remembered: Membership admits no more. */
    private static final int MOST = 40_000;

    private final Acceptance acceptance;
    private final SortedSet<String> fullOfMemory = new TreeSet<>();
    private SortedMap<String, Double> now = new TreeMap<>();
    private SortedMap<String, Double> then = new TreeMap<>();

    PeerLoads(StrategySettings rules) {
        this.acceptance = new Acceptance(rules);
    }

    /** This host has just looked for a partner. */
    void looked() {
        then = new TreeMap<>(now);
    }

    /**
     * Whether a peer said so when it was last heard of. One that is gone, or silent, is forgotten: no server comes of it.
     */
    boolean anyFullOfMemory(Predicate<String> live) {
        fullOfMemory.removeIf(live.negate());
        return !fullOfMemory.isEmpty();
    }

    private boolean memoryFilled(HostInfo peer) {
        if (acceptance.fullOfMemory(peer)) return fullOfMemory.size() < MOST && fullOfMemory.add(peer.host());
        fullOfMemory.remove(peer.host());
        return false;
    }

    /** Whether a peer is hot that was not, or its load has risen, since this host looked. */
    boolean news(HostInfo peer) {
        if (!peer.load().measured()) return false;
        double load = peer.load().normalized();
        if (now.size() < MOST || now.containsKey(peer.host())) now.put(peer.host(), load);
        if (memoryFilled(peer)) return true;
        Double before = then.get(peer.host());
        if (before == null) return peer.base().hot(load);
        double scatter = CERTAIN * peer.load().deviation() / peer.load().cpus();
        return load >= before + Math.max(RISE, scatter);
    }
}
