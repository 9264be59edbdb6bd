package io.drover.engine;

import io.drover.auction.Hold;
import io.drover.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How peers have dealt with this host, by what it has seen itself and not by what anybody says: who refuses award after
 * award is passed over for a while, and so is whoever locks this host again and again for nothing. A server that has
 * moved between the two makes up for it. doc/security.md, "a liar with the key".
 */
final class Conduct {

    /** Awards refused in a row. Honest hosts refuse now and then: something else came between. */
    static final int REFUSALS = 3;

    /** Of calls of one peer. Honest ones open at most ten auctions a minute, and one after each move of a drain. */
    static final int CALLS_A_MINUTE = 60;

    /** One peer may lock this host for nothing for a quarter of the time; what is above that adds up. */
    private static final int SHARE = 4;

    /** So many leases in vain at once are no pattern yet. */
    private static final int LEASES = 2;

    private final boolean minds;
    private final Duration budget;
    private final PeerPenalties refusers = new PeerPenalties();
    private final PeerPenalties lockers = new PeerPenalties();
    private final SortedMap<String, Integer> refusals = new TreeMap<>();
    private final SortedMap<String, Instant> locks = new TreeMap<>();
    private final SortedMap<String, Vain> inVain = new TreeMap<>();
    private final PeerRateLimit calls = new PeerRateLimit(CALLS_A_MINUTE, Duration.ofMinutes(1));
    private final List<String> news = new ArrayList<>();

    /**
     * A bucket with a hole.
     *
     * @param level time locked for nothing that has not run out yet
     * @param at when it was so
     */
    private record Vain(Duration level, Instant at) {

        Vain after(Duration locked, Instant now) {
            Duration left = level.minus(Duration.between(at, now).dividedBy(SHARE));
            return new Vain((left.isNegative() ? Duration.ZERO : left).plus(locked), now);
        }
    }

    Conduct(Settings settings) {
        this.minds = settings.strategy().rules().mindsConduct();
        this.budget = settings.auction().lockTimeout().multipliedBy(LEASES);
    }

    /** What is to be told of peers since the last time. */
    List<String> news() {
        List<String> told = List.copyOf(news);
        news.clear();
        return told;
    }

    /** A peer that was chosen said no, or nothing. */
    void refused(String peer, Instant now) {
        if (!minds) return;
        if (refusals.size() >= PeerPenalties.PEERS && !refusals.containsKey(peer)) refusals.clear();
        int times = refusals.merge(peer, 1, Integer::sum);
        if (times < REFUSALS) return;
        Duration length = refusers.impose(peer, now);
        news.add(peer + " has refused " + times + " awards in a row: its bids are passed over for " + length.toSeconds()
                + " s");
    }

    /** A server has moved from here to this peer, or back. */
    void kept(String peer) {
        if (!minds) return;
        refusals.remove(peer);
        refusers.forgive(peer);
        lockers.forgive(peer);
        inVain.remove(peer);
    }

    /** What an auction of another takes of this host's time before anything is agreed. */
    void held(String auction, Hold was, Hold is, Instant now) {
        boolean before = was.lease() && !was.phase().agreed();
        boolean after = is.lease() && !is.phase().agreed();
        if (after && !before) locked(auction, now);
        else if (before && is.phase().agreed()) agreed(auction);
        else if (before && !after) unlocked(auction, now);
    }

    /** This host is locked by that auction of another. */
    void locked(String auction, Instant now) {
        if (minds) locks.put(auction, now);
    }

    /** It is not any more, and nothing came of it. */
    void unlocked(String auction, Instant now) {
        Instant since = locks.remove(auction);
        if (since == null) return;
        String peer = AuctionIds.auctioneer(auction);
        if (inVain.size() >= PeerPenalties.PEERS && !inVain.containsKey(peer)) inVain.clear();
        Vain vain = inVain.getOrDefault(peer, new Vain(Duration.ZERO, now)).after(Duration.between(since, now), now);
        inVain.put(peer, vain);
        if (vain.level().compareTo(budget) < 0) return;
        Duration length = lockers.impose(peer, now);
        news.add(peer + " has locked this host again and again for nothing: it gets no bid for " + length.toSeconds()
                + " s");
    }

    /** Something came of it. */
    void agreed(String auction) {
        locks.remove(auction);
    }

    /** Why nothing is awarded to, or asked of, this peer. */
    Optional<String> passedOver(String peer, Instant now) {
        return refusers.left(peer, now)
                .map(left -> peer + " has refused award after award: passed over for " + left.toSeconds() + " s more");
    }

    /** Why this peer gets no bid. */
    Optional<String> denied(String peer, Instant now) {
        return lockers.left(peer, now)
                .map(left ->
                        "locked by " + peer + " too often for nothing: no bid for " + left.toSeconds() + " s more");
    }

    /** Whether a call of this peer is considered at all. */
    boolean hears(String peer, Instant now) {
        return !minds || calls.take(peer, now);
    }
}
