package io.drover.engine;

import io.drover.auction.Settled.Ending;
import io.drover.model.Backoff;
import io.drover.model.Settings.AuctionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When this host may open its next auction, and how many peers it asks then. */
final class Restraint {

    private static final double NEWS = 0.05;

    /** Doublings of a cold host's rest: by pulls alone, hot hosts have nobody else; else they call for themselves. */
    private static final int LONGEST_REST_OF_PULL = 2;

    private static final int LONGEST_REST = 5;

    private final AuctionSettings settings;
    private final RandomGenerator random;
    private Backoff backoff = Backoff.NONE;
    private Instant notBefore = Instant.MIN;
    private Instant quietUntil = Instant.MIN;
    private double quietLoad;
    private boolean resting;
    private int rests;

    /**
     * How an auction was opened.
     *
     * @param push by a hot host
     * @param hotCall hot hosts of this strategy open auctions, too
     * @param everybody no live peer was left out
     */
    record Call(boolean push, boolean hotCall, boolean everybody) {}

    Restraint(AuctionSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * An auction of this host's own is over.
     *
     * @return how long until the next may open
     */
    Duration ended(Ending ending, Call call, double load, Instant now) {
        boolean nobody = ending == Ending.NOBODY;
        if (nobody && !call.everybody && !call.push) return rest(call, load, now);
        resting = false;
        rests = 0;
        if (ending == Ending.MOVED) {
            backoff = Backoff.NONE;
            return Duration.ZERO;
        }
        if ((nobody && call.everybody) || ending == Ending.ADVISED) {
            quietUntil = now.plus(settings.quiet());
            quietLoad = load;
        }
        backoff = backoff.failed();
        Duration wait = backoff.wait(settings.backoffLimit(), ending == Ending.BUSY, random);
        notBefore = now.plus(wait);
        return wait;
    }

    /**
     * Some were asked for a server, and none had one. A cold host is in no need: instead of asking more and more peers
     * it asks others, less and less often. Else a cold fleet would for ever ask itself, everybody everybody.
     */
    private Duration rest(Call call, double load, Instant now) {
        int longest = call.hotCall ? LONGEST_REST : LONGEST_REST_OF_PULL;
        Duration length = settings.quiet().multipliedBy(1L << Math.min(rests++, longest));
        resting = true;
        quietUntil = now.plus(length);
        quietLoad = load;
        return length;
    }

    /** Failed auctions in a row. */
    int failures() {
        return backoff.failures();
    }

    /**
     * @param push whether it would be opened by a hot host; else by a cold one
     */
    boolean open(boolean push, double load, Instant now) {
        if (now.isBefore(notBefore)) return false;
        if (!now.isBefore(quietUntil)) return true;
        if (!resting) return Math.abs(load - quietLoad) >= NEWS;
        return push || quietLoad - load >= NEWS;
    }
}
