package io.drover.engine;

import io.drover.auction.Settled.Ending;
import io.drover.model.Backoff;
import io.drover.model.Settings.AuctionSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When this host may open its next auction. */
final class Restraint {

    private static final double NEWS = 0.05;

    private final AuctionSettings settings;
    private final RandomGenerator random;
    private Backoff backoff = Backoff.NONE;
    private Instant notBefore = Instant.MIN;
    private Instant quietUntil = Instant.MIN;
    private double quietLoad;

    Restraint(AuctionSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /**
     * An auction of this host's own is over.
     *
     * @return how long until the next may open
     */
    Duration ended(Ending ending, double load, Instant now) {
        if (ending == Ending.MOVED) {
            backoff = Backoff.NONE;
            return Duration.ZERO;
        }
        if (ending == Ending.NOBODY || ending == Ending.ADVISED) {
            quietUntil = now.plus(settings.quiet());
            quietLoad = load;
        }
        backoff = backoff.failed();
        Duration wait = backoff.wait(settings.backoffLimit(), ending == Ending.BUSY, random);
        notBefore = now.plus(wait);
        return wait;
    }

    int failures() {
        return backoff.failures();
    }

    boolean open(double load, Instant now) {
        if (now.isBefore(notBefore)) return false;
        return !now.isBefore(quietUntil) || Math.abs(load - quietLoad) >= NEWS;
    }
}
