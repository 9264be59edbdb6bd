package io.drover.engine;

import io.drover.auction.Settled.Ending;
import io.drover.model.AuctionSettings;
import io.drover.model.Backoff;
import io.drover.model.HostLoad;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** When this host may open its next auction, and how many peers it asks then. */
final class AuctionPacing {

    private static final double NEWS = 0.05;

    /** Standard deviations of the own load that count as news, where nothing is urgent. */
    private static final double CERTAIN = 3;

    /** Doublings of a rest. Where hot hosts call for themselves, cold ones may be deaf for longer. */
    private static final int LONGEST_REST = 2;

    private static final int LONGEST_REST_OF_CALLED = 5;

    /** Whatever the reasons, no host asks more often. */
    private static final int PER_MINUTE = 10;

    /** Before that, those who took nothing take nothing, unless a migration ends. */
    private static final Duration NOTHING_NEW = Duration.ofSeconds(10);

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final AuctionSettings settings;
    private final boolean hearsNews;
    private final RandomGenerator random;
    private Backoff backoff = Backoff.NONE;
    private Need failed;
    private Instant notBefore = Instant.MIN;
    private Instant quietUntil = Instant.MIN;
    private double quietLoad;
    private Need quietNeed;
    private Need resting;
    private int rests;
    private final Deque<Instant> opened = new ArrayDeque<>();

    /** Why an auction is opened. */
    enum Need {
        /** At or above the base push threshold. */
        HOT,
        /** At or above the current push threshold only, which has crept below the base one. */
        WARM,
        COLD,
        /** More than its share is on it, while nothing is hot. */
        UNEVEN,
        /** To be emptied. */
        DRAIN
    }

    /**
     * How an auction was opened.
     *
     * @param hotCall hot hosts of this strategy open auctions, too
     * @param everybody no live peer was left out
     */
    record Call(Need need, boolean hotCall, boolean everybody) {}

    /**
     * @param hearsNews whether news ends a wait: here that a host that was cold is hot
     */
    AuctionPacing(AuctionSettings settings, boolean hearsNews, RandomGenerator random) {
        this.settings = settings;
        this.hearsNews = hearsNews;
        this.random = random;
    }

    /**
     * An auction of this host's own is over.
     *
     * @return how long until the next may open
     */
    Duration ended(Ending ending, Call call, HostLoad load, Instant now) {
        if (call.need == Need.DRAIN) return persist(ending, now);
        boolean nobody = ending == Ending.NOBODY;
        if (nobody && !call.everybody && call.need != Need.HOT) return rest(call, load, now);
        resting = null;
        rests = 0;
        if (ending == Ending.MOVED) {
            backoff = Backoff.NONE;
            return Duration.ZERO;
        }
        if ((nobody && call.everybody) || ending == Ending.ADVISED) {
            quietUntil = now.plus(settings.quiet());
            quietLoad = load.normalized();
            quietNeed = call.need;
        }
        failed = call.need;
        return backOff(ending, now);
    }

    private Duration backOff(Ending ending, Instant now) {
        backoff = backoff.failed();
        Duration wait = backoff.wait(settings.backoffLimit(), ending == Ending.BUSY, random);
        notBefore = now.plus(wait);
        return wait;
    }

    /** What has to go has to go: a host that drains never rests for long. */
    private Duration persist(Ending ending, Instant now) {
        if (ending == Ending.MOVED) {
            moved();
            return Duration.ZERO;
        }
        Duration drawn = backOff(ending, now);
        Duration wait = drawn.compareTo(NOTHING_NEW) < 0 ? NOTHING_NEW : drawn;
        notBefore = now.plus(wait);
        return wait;
    }

    /** One of the servers that have to go is on its way, or has come: others may find room now. */
    void moved() {
        backoff = Backoff.NONE;
        notBefore = Instant.MIN;
    }

    /**
     * Some were asked, and none was a partner. A host in no need asks others instead of more and more, less and less
     * often. Else a cold fleet would for ever ask itself, everybody everybody.
     */
    private Duration rest(Call call, HostLoad load, Instant now) {
        int longest = call.need == Need.COLD && call.hotCall ? LONGEST_REST_OF_CALLED : LONGEST_REST;
        Duration length = settings.quiet().multipliedBy(1L << Math.min(rests++, longest));
        resting = call.need;
        quietUntil = now.plus(length);
        quietLoad = load.normalized();
        return length;
    }

    void opened(Instant now) {
        opened.addLast(now);
        if (opened.size() > PER_MINUTE) opened.removeFirst();
    }

    /** What was asked in vain while the host was cold has nothing to do with what it needs now. */
    private void beginAnew() {
        failed = null;
        backoff = Backoff.NONE;
        notBefore = Instant.MIN;
        opened.clear();
    }

    /** All that was to last from before would last as much longer. */
    void clockSteppedBack() {
        beginAnew();
        wake();
    }

    private boolean often(Instant now) {
        return opened.size() == PER_MINUTE && now.isBefore(opened.getFirst().plus(MINUTE));
    }

    /** Failed auctions in a row. */
    int failures() {
        return backoff.failures();
    }

    /** Something happened among the peers: one that rests because there was no partner looks again. */
    void wake() {
        quietUntil = Instant.MIN;
        rests = 0;
    }

    /** Whether one that rests could be woken. */
    boolean rests(Instant now) {
        return now.isBefore(quietUntil);
    }

    boolean open(Need need, HostLoad load, Instant now) {
        if (need == Need.DRAIN) return !now.isBefore(notBefore);
        if (hearsNews && need == Need.HOT && failed == Need.COLD) beginAnew();
        if (now.isBefore(notBefore) || often(now)) return false;
        if (need == Need.UNEVEN) return true;
        if (!now.isBefore(quietUntil)) return true;
        double more = load.normalized() - quietLoad;
        // it may have become hot at the same load: by its memory, or because its servers wait
        if (resting == null) return Math.abs(more) >= NEWS || need == Need.HOT && quietNeed == Need.COLD;
        if (need != resting) return true;
        double news = Math.max(NEWS, CERTAIN * load.deviation() / load.cpus());
        return (need == Need.COLD ? -more : more) >= news;
    }
}
