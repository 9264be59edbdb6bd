package io.drover.engine;

import io.drover.auction.Address;
import io.drover.model.AuctionScope;
import io.drover.strategy.Hash;
import io.drover.strategy.Invitation;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Who else is there. A peer is live from its first word until it does not answer in time, or the broker or Nova say
 * that it is gone; a silent peer is asked along, but nobody waits for it. SPEC 2, correction 8.
 */
final class Membership {

    /** So many peers answer a HELLO. */
    static final int GREETERS = 8;

    private final String host;
    private final SortedMap<String, String> groups = new TreeMap<>();
    private final SortedSet<String> silent = new TreeSet<>();

    Membership(String host) {
        this.host = host;
    }

    /** True if it was not known or not live. */
    boolean heard(String peer, String group) {
        if (peer.equals(host)) return false;
        boolean revived = silent.remove(peer);
        return groups.put(peer, group) == null || revived;
    }

    /** True if it is a known peer. A word without a group keeps the known one. */
    boolean heard(String peer) {
        silent.remove(peer);
        return groups.containsKey(peer);
    }

    /** A peer that others know: believed, until it does not answer. Its group is learnt from its own words. */
    void named(String peer) {
        if (!peer.equals(host)) groups.putIfAbsent(peer, "");
    }

    void silent(String peer) {
        if (groups.containsKey(peer)) silent.add(peer);
    }

    void gone(String peer) {
        groups.remove(peer);
        silent.remove(peer);
    }

    /**
     * What Nova lists: silent peers that it does not list are gone.
     *
     * @return listed hosts that are not live here, to be greeted
     */
    List<String> listed(List<String> hosts) {
        SortedSet<String> listed = new TreeSet<>(hosts);
        for (String peer : List.copyOf(silent)) if (!listed.contains(peer)) gone(peer);
        listed.removeIf(peer -> peer.equals(host) || live(peer));
        return List.copyOf(listed);
    }

    boolean live(String peer) {
        return groups.containsKey(peer) && !silent.contains(peer);
    }

    List<String> live() {
        List<String> live = new ArrayList<>(groups.keySet());
        live.removeAll(silent);
        return live;
    }

    int size() {
        return groups.size() - silent.size();
    }

    /** Whether this agent is among the few that answer this HELLO: every peer draws the same lots. */
    boolean greets(String messageId, String newcomer) {
        long own = Hash.of(messageId, host);
        int before = 0;
        for (String peer : groups.keySet()) {
            if (peer.equals(newcomer) || silent.contains(peer)) continue;
            if (Long.compareUnsigned(Hash.of(messageId, peer), own) < 0 && ++before >= GREETERS) return false;
        }
        return true;
    }

    /**
     * @param doublings of a sample
     */
    Invitation invite(AuctionScope scope, String group, int doublings, RandomGenerator random) {
        if (scope instanceof AuctionScope.Group) {
            SortedSet<String> peers = new TreeSet<>(live());
            peers.removeIf(peer -> !groups.get(peer).equals(group));
            return new Invitation(List.of(new Address.Group(group)), peers, true);
        }
        if (scope instanceof AuctionScope.Sample sample) {
            long wanted = (long) sample.size() << Math.min(doublings, 20);
            if (wanted < size()) return sample((int) wanted, random);
        }
        return new Invitation(List.of(Address.FLEET), new TreeSet<>(live()), true);
    }

    private Invitation sample(int size, RandomGenerator random) {
        List<String> live = live();
        for (int i = 0; i < size; i++) {
            int drawn = i + random.nextInt(live.size() - i);
            String swapped = live.set(drawn, live.get(i));
            live.set(i, swapped);
        }
        SortedSet<String> invited = new TreeSet<>(live.subList(0, size));
        return new Invitation(invited.stream().map(Address::host).toList(), invited, false);
    }
}
