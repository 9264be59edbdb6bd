package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Settled.Ending;
import io.drover.engine.AuctionPacing.Call;
import io.drover.engine.AuctionPacing.Need;
import io.drover.model.AuctionSettings;
import io.drover.model.HostLoad;
import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuctionPacingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final AuctionSettings SETTINGS = Testbed.settings(
                    Profile.DEFAULT, StrategyName.HYBRID, Thresholds.DEFAULT, false)
            .auction();

    private final AuctionPacing pacing = pacing(true);

    private static AuctionPacing pacing(boolean hearsNews) {
        return new AuctionPacing(SETTINGS, hearsNews, new SplittableRandom(1));
    }

    /** Normalised, on two CPUs. */
    private static HostLoad load(double normalized, double deviation) {
        return new HostLoad(2, 2 * normalized, 2 * normalized, 2 * deviation, 0, NOW);
    }

    private static Instant after(Duration quiets) {
        return NOW.plus(quiets).plus(SETTINGS.quiet());
    }

    @ParameterizedTest
    @EnumSource(
            value = Need.class,
            names = {"WARM", "COLD"})
    void whoIsInNoNeedRestsTwiceAsLongEachTimeUpToALimit(Need need) {
        Instant now = NOW;
        for (int times : new int[] {1, 2, 4, 4, 4}) {
            Duration rest = pacing.ended(Ending.NOBODY, new Call(need, false, false), load(0.5, 0), now);
            assertThat(rest).isEqualTo(SETTINGS.quiet().multipliedBy(times));
            assertThat(pacing.open(need, load(0.5, 0), now.plus(rest).minusMillis(1)))
                    .isFalse();
            now = now.plus(rest);
            assertThat(pacing.open(need, load(0.5, 0), now)).isTrue();
        }
        assertThat(pacing.failures()).as("others are asked, not more").isZero();
    }

    /** By its memory, or because its servers wait. */
    @Test
    void whoBecomesHotAtTheSameLoadDoesNotRestForHavingBeenCold() {
        pacing.ended(Ending.NOBODY, new Call(Need.COLD, true, true), load(0.1, 0), NOW);
        Instant later = NOW.plusSeconds(130);
        assertThat(pacing.open(Need.COLD, load(0.1, 0), later)).isFalse();
        assertThat(pacing.open(Need.HOT, load(0.1, 0), later)).isTrue();
        pacing.ended(Ending.NOBODY, new Call(Need.HOT, true, true), load(0.1, 0), later);
        assertThat(pacing.open(Need.HOT, load(0.1, 0), later.plusSeconds(130))).isFalse();
    }

    /** Seen on a cloud: eight calls in vain while its peers warmed up kept a host at 0.91 silent for 80 s. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsHotDoesNotWaitForWhatItAskedWhileItWasCold(boolean hearsNews) {
        AuctionPacing pacing = pacing(hearsNews);
        for (int calls = 0; calls < 10; calls++) {
            pacing.opened(NOW);
            pacing.ended(Ending.BUSY, new Call(Need.COLD, true, true), load(0.03, 0), NOW);
        }
        assertThat(pacing.open(Need.COLD, load(0.03, 0), NOW)).isFalse();
        assertThat(pacing.open(Need.HOT, load(0.91, 0), NOW)).isEqualTo(hearsNews);
        pacing.ended(Ending.NOBODY, new Call(Need.HOT, true, true), load(0.91, 0), NOW);
        pacing.ended(Ending.NOBODY, new Call(Need.HOT, true, true), load(0.91, 0), NOW);
        assertThat(pacing.open(Need.HOT, load(0.91, 0), NOW))
                .as("its own failures make it wait")
                .isFalse();
    }

    @Test
    void whoIsHotAsksMoreAndMoreAtOnce() {
        for (int failures = 1; failures <= 3; failures++) {
            Duration wait = pacing.ended(Ending.NOBODY, new Call(Need.HOT, true, false), load(0.9, 0), NOW);
            assertThat(wait).isLessThan(SETTINGS.quiet());
            assertThat(pacing.failures()).isEqualTo(failures);
            assertThat(pacing.open(Need.HOT, load(0.9, 0), NOW.plus(wait))).isTrue();
        }
        pacing.ended(Ending.NOBODY, new Call(Need.HOT, true, true), load(0.9, 0), NOW);
        assertThat(pacing.open(Need.HOT, load(0.9, 0), after(Duration.ofMillis(-1))))
                .as("all were asked")
                .isFalse();
        assertThat(pacing.open(Need.HOT, load(0.96, 0), after(Duration.ofMillis(-1))))
                .as("its load has changed")
                .isTrue();
        assertThat(pacing.open(Need.HOT, load(0.9, 0), after(Duration.ZERO))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "COLD, 0.2, 0.14, 0.00, true, colder",
        "COLD, 0.2, 0.14, 0.03, false, colder by less than what its samples scatter",
        "COLD, 0.3, 0.20, 0.03, true, colder by more",
        "COLD, 0.2, 0.28, 0.00, false, less cold",
        "WARM, 0.6, 0.66, 0.00, true, warmer",
        "WARM, 0.6, 0.54, 0.00, false, less warm",
        "WARM, 0.6, 0.66, 0.03, false, warmer by less than what its samples scatter",
    })
    void onlyWorseNewsWake(Need need, double before, double later, double deviation, boolean opens, String why) {
        pacing.ended(Ending.NOBODY, new Call(need, true, false), load(before, deviation), NOW);
        assertThat(pacing.open(need, load(later, deviation), NOW.plusSeconds(60)))
                .as(why)
                .isEqualTo(opens);
    }

    @Test
    void whoGetsHotWhileItRestsCallsAtOnce() {
        pacing.ended(Ending.NOBODY, new Call(Need.WARM, true, false), load(0.69, 0.1), NOW);
        assertThat(pacing.open(Need.HOT, load(0.70, 0.1), NOW.plusSeconds(10))).isTrue();
    }

    @Test
    void aClockThatStepsBackProlongsNoRest() {
        pacing.ended(Ending.NOBODY, new Call(Need.HOT, true, true), load(0.9, 0), NOW);
        Instant before = NOW.minusSeconds(3600);
        assertThat(pacing.open(Need.HOT, load(0.9, 0), before)).isFalse();
        pacing.clockSteppedBack();
        assertThat(pacing.open(Need.HOT, load(0.9, 0), before)).isTrue();
    }
}
