package io.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.AuctionSettings;
import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LocksTest {

    private static final AuctionSettings AUCTION = Testbed.settings(
                    Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false)
            .auction();
    /** Four leases of 60 s, 45 s and 30 s of settling, two samples. */
    private static final Duration BOUND = Duration.ofSeconds(4 * 60 + 45 + 30 + 2 * 10);

    private final Locks locks = new Locks(AUCTION, Duration.ofSeconds(10));

    @Test
    void aLockMayLastForAWhileAndNotForEver() {
        assertThat(locks.seen("pm1", "a", false, Duration.ZERO)).isEmpty();
        assertThat(locks.seen("pm1", "a", false, BOUND)).isEmpty();
        assertThat(locks.seen("pm1", "a", false, BOUND.plusMillis(1)))
                .contains("pm1 stays locked by a without a migration");
    }

    @Test
    void aMigrationAnotherAuctionOrNoLockBeginAnew() {
        locks.seen("pm1", "a", false, Duration.ZERO);
        locks.seen("pm1", "a", true, BOUND);
        assertThat(locks.seen("pm1", "a", false, BOUND.multipliedBy(2))).isEmpty();
        assertThat(locks.seen("pm1", "b", false, BOUND.multipliedBy(3))).isEmpty();
        locks.seen("pm1", "", false, BOUND.multipliedBy(4));
        assertThat(locks.seen("pm1", "b", false, BOUND.multipliedBy(5))).isEmpty();
    }
}
