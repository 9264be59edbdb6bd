package io.drover.engine;

import io.drover.auction.Address;
import io.drover.model.AuctionScope;
import io.drover.strategy.Hash;
import io.drover.strategy.Invitation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * Who else is there. A peer is live from its first word until it does not answer in time, or the broker or Nova say
 * that it is gone; a silent peer is asked along, but nobody waits for it. doc/sources.md, correction 8.
 *
 * <p>Bounded, whatever peers tell: of those that others name, only hosts that Nova lists are kept, and there is room
 * for twice as many that speak for themselves as Nova lists.
 */
final class Membership {

    /** So many peers answer a HELLO. */
    static final int GREETERS = 8;

    /** Of peers, before Nova has told how many there are. */
    private static final int MOST = 20_000;

    private static final int NEWCOMERS = 64;

    /** Of all names that are told to a newcomer, or believed before Nova has told any: a message holds twice that. */
    private static final int LETTERS = 512 << 10;

    private final String host;
    private final Map<String, String> groups = new LinkedHashMap<>();
    private final SortedSet<String> silent = new TreeSet<>();

    /** Known and not silent, in order of names. */
    private final List<String> live = new ArrayList<>();

    private final SortedSet<String> listed = new TreeSet<>();

    /** Of whom only others have told. */
    private final SortedSet<String> hearsay = new TreeSet<>();

    private int hearsayLetters;

    Membership(String host) {
        this.host = host;
    }

    /** True if it was not known or not live. */
    boolean heard(String peer, String group) {
        if (peer.equals(host) || !admits(peer)) return false;
        confirmed(peer);
        boolean revived = revived(peer);
        boolean unknown = groups.put(peer, group) == null;
        if (unknown) enter(peer);
        return unknown || revived;
    }

    /** True if it is a known peer. A word without a group keeps the known one. */
    boolean heard(String peer) {
        confirmed(peer);
        revived(peer);
        return groups.containsKey(peer);
    }

    private void confirmed(String peer) {
        if (hearsay.remove(peer)) hearsayLetters -= peer.length();
    }

    private boolean revived(String peer) {
        if (silent.isEmpty() || !silent.remove(peer)) return false;
        enter(peer);
        return true;
    }

    private void enter(String peer) {
        int at = Collections.binarySearch(live, peer);
        if (at < 0) live.add(-at - 1, peer);
    }

    private void leave(String peer) {
        int at = Collections.binarySearch(live, peer);
        if (at >= 0) live.remove(at);
    }

    /** Whether it is known, or there is room for it. */
    boolean admits(String peer) {
        if (groups.containsKey(peer) || listed.contains(peer)) return true;
        return groups.size() < (listed.isEmpty() ? MOST : 2 * listed.size() + NEWCOMERS);
    }

    /** A peer that others know: believed, until it does not answer. Its group is learnt from its own words. */
    void named(String peer) {
        if (peer.equals(host) || groups.containsKey(peer) || !believed(peer)) return;
        groups.put(peer, "");
        hearsay.add(peer);
        hearsayLetters += peer.length();
        enter(peer);
    }

    private boolean believed(String peer) {
        if (!listed.isEmpty()) return listed.contains(peer);
        return groups.size() < MOST && hearsayLetters + peer.length() <= LETTERS;
    }

    /** Whether it is this group's name by the word of a peer in it. */
    boolean inhabited(String group) {
        return groups.containsValue(group);
    }

    void silent(String peer) {
        if (groups.containsKey(peer) && silent.add(peer)) leave(peer);
    }

    void gone(String peer) {
        confirmed(peer);
        groups.remove(peer);
        silent.remove(peer);
        leave(peer);
    }

    /**
     * What Nova lists: silent peers that it does not list are gone, and those of which only others have told.
     *
     * @return listed hosts that are not live here, to be greeted
     */
    List<String> listed(List<String> hosts) {
        listed.clear();
        listed.addAll(hosts);
        for (String peer : List.copyOf(groups.keySet())) {
            boolean doubtful = silent.contains(peer) || hearsay.contains(peer);
            if (doubtful && !listed.contains(peer)) gone(peer);
        }
        return listed.stream().filter(peer -> !peer.equals(host) && !live(peer)).toList();
    }

    boolean live(String peer) {
        return groups.containsKey(peer) && !silent.contains(peer);
    }

    /** In order of names. */
    List<String> live() {
        return List.copyOf(live);
    }

    /** What fits into an answer to a newcomer. */
    List<String> told() {
        int letters = 0;
        for (int count = 0; count < live.size(); count++) {
            letters += live.get(count).length();
            if (letters > LETTERS) return List.copyOf(live.subList(0, count));
        }
        return live();
    }

    int size() {
        return live.size();
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
            SortedSet<String> peers = new TreeSet<>(live);
            peers.removeIf(peer -> !groups.get(peer).equals(group));
            return new Invitation(List.of(new Address.Group(group)), peers, true);
        }
        if (scope instanceof AuctionScope.Sample sample) {
            long wanted = (long) sample.size() << Math.min(doublings, 20);
            if (wanted < size()) return sample((int) wanted, random);
        }
        return new Invitation(List.of(Address.FLEET), new TreeSet<>(live), true);
    }

    /** So many different ones, each as likely as any other, at O(size). Floyd, CACM 30(9), 1987. */
    private Invitation sample(int size, RandomGenerator random) {
        SortedSet<String> invited = new TreeSet<>();
        for (int last = live.size() - size; last < live.size(); last++) {
            String drawn = live.get(random.nextInt(last + 1));
            if (!invited.add(drawn)) invited.add(live.get(last));
        }
        return new Invitation(invited.stream().map(Address::host).toList(), invited, false);
    }
}
