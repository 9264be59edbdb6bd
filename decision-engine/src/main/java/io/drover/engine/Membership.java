package io.drover.engine;

import io.drover.strategy.Hash;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
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

    /** Of those that it has heard of last, it tells so many to whoever knows the others. */
    static final int NEWEST = 16;

    /** Of peers, before Nova has told how many there are. */
    private static final int MOST = 20_000;

    private static final int NEWCOMERS = 64;

    /** Of all names that are told to a newcomer, or believed before Nova has told any: a message holds twice that. */
    private static final int LETTERS = 512 << 10;

    private final String host;
    private final NameTable known = new NameTable();

    /** By their place on the roll. */
    private final List<String> groups = new ArrayList<>();

    private final SortedSet<String> silent = new TreeSet<>();

    /** Known and not silent. */
    private final NameTable live = new NameTable();

    private NameTable listed = new NameTable();

    /** What {@link #listed} was made of. */
    private List<String> list = List.of();

    /** Of whom only others have told. */
    private final NameTable hearsay = new NameTable();

    private int hearsayLetters;

    /** Who spoke up last, the newest first. */
    private final Deque<String> newest = new ArrayDeque<>();

    Membership(String host) {
        this.host = host;
    }

    /** True if it was not known or not live. */
    boolean heard(String peer, String group) {
        if (peer.equals(host) || !admits(peer)) return false;
        confirmed(peer);
        boolean revived = revived(peer);
        boolean unknown = put(peer, group);
        if (unknown) live.add(peer);
        if (unknown || revived) remember(peer);
        return unknown || revived;
    }

    /** True if it is a known peer. A word without a group keeps the known one. */
    boolean heard(String peer) {
        confirmed(peer);
        revived(peer);
        return known.contains(peer);
    }

    /** True if it was not known. */
    private boolean put(String peer, String group) {
        int at = known.place(peer);
        if (at >= 0) groups.set(at, group);
        else groups.add(known.enter(peer), group);
        return at < 0;
    }

    /** Empty: nobody knows yet. */
    String groupOf(String peer) {
        int at = known.place(peer);
        return at < 0 ? "" : groups.get(at);
    }

    private void confirmed(String peer) {
        if (hearsay.remove(peer)) hearsayLetters -= peer.length();
    }

    private boolean revived(String peer) {
        if (silent.isEmpty() || !silent.remove(peer)) return false;
        live.add(peer);
        return true;
    }

    private void remember(String peer) {
        newest.remove(peer);
        newest.addFirst(peer);
        if (newest.size() > NEWEST) newest.removeLast();
    }

    /** Whether it is known, or there is room for it. */
    boolean admits(String peer) {
        if (known.contains(peer) || listed.contains(peer)) return true;
        return known.size() < (listed.isEmpty() ? MOST : 2 * listed.size() + NEWCOMERS);
    }

    /** A peer that others know: believed, until it does not answer. Its group is learnt from its own words. */
    void named(String peer) {
        if (peer.equals(host) || known.contains(peer) || !believed(peer)) return;
        put(peer, "");
        hearsay.add(peer);
        hearsayLetters += peer.length();
        live.add(peer);
    }

    private boolean believed(String peer) {
        if (!listed.isEmpty()) return listed.contains(peer);
        return known.size() < MOST && hearsayLetters + peer.length() <= LETTERS;
    }

    /** Whether it is this group's name by the word of a peer in it. */
    boolean inhabited(String group) {
        return groups.contains(group);
    }

    void silent(String peer) {
        if (known.contains(peer) && silent.add(peer)) live.remove(peer);
    }

    Collection<String> silent() {
        return Collections.unmodifiableSet(silent);
    }

    /** After a time without a broker silence says nothing of anybody. */
    void unheard() {
        silent.forEach(live::add);
        silent.clear();
    }

    /** The broker knows no agent of this name now. One that Nova lists may be back at the broker any moment. */
    void absent(String peer) {
        if (listed.contains(peer)) silent(peer);
        else gone(peer);
    }

    void gone(String peer) {
        confirmed(peer);
        int at = known.place(peer);
        if (at < 0) return;
        known.remove(peer);
        groups.remove(at);
        silent.remove(peer);
        live.remove(peer);
    }

    /**
     * What Nova lists: silent peers that it does not list are gone, and those of which only others have told.
     *
     * @return listed hosts that are not live here, to be greeted
     */
    List<String> listed(List<String> hosts) {
        if (!hosts.equals(list)) {
            list = List.copyOf(hosts);
            listed = NameTable.of(hosts);
        }
        for (String peer : known.names()) {
            boolean doubtful = silent.contains(peer) || hearsay.contains(peer);
            if (doubtful && !listed.contains(peer)) gone(peer);
        }
        return listed.names().stream()
                .filter(peer -> !peer.equals(host) && !live(peer))
                .toList();
    }

    boolean live(String peer) {
        return live.contains(peer);
    }

    /** In order of names. */
    List<String> live() {
        return live.names();
    }

    /** What fits into an answer to a newcomer. */
    List<String> told() {
        int letters = 0;
        for (int count = 0; count < live.size(); count++) {
            letters += live.get(count).length();
            if (letters > LETTERS) return live().subList(0, count);
        }
        return live();
    }

    /**
     * Who else is there, for one that greets: all to a newcomer, else those heard of last.
     *
     * @param known how many peers that one knows
     */
    List<String> told(int known) {
        return 2L * known < size() ? told() : newest();
    }

    /** The live ones that are, or may be, of this group. */
    List<String> mates(String group) {
        List<String> mates = new ArrayList<>();
        for (int at = 0; at < known.size(); at++) {
            String its = groups.get(at);
            String peer = known.get(at);
            if ((its.isEmpty() || its.equals(group)) && !silent.contains(peer)) mates.add(peer);
        }
        return mates;
    }

    /** Of the live ones those heard of last. */
    List<String> newest() {
        return newest.stream().filter(this::live).toList();
    }

    int size() {
        return live.size();
    }

    /** Whether this agent is among the few that answer this HELLO: every peer draws the same lots. */
    boolean greets(String messageId, String newcomer) {
        long own = Hash.of(messageId, host);
        int before = 0;
        for (int at = 0; at < known.size(); at++) {
            String peer = known.get(at);
            if (peer.equals(newcomer) || silent.contains(peer)) continue;
            if (Long.compareUnsigned(Hash.of(messageId, peer), own) < 0 && ++before >= GREETERS) return false;
        }
        return true;
    }

    /** The live ones that are known to be of this group. */
    List<String> ofGroup(String group) {
        return live.view().stream().filter(peer -> groupOf(peer).equals(group)).toList();
    }

    /** So many of the live ones. */
    SortedSet<String> drawn(int size, RandomGenerator random) {
        return NameTable.drawn(live.view(), size, random);
    }
}
