package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Cooldown;
import io.drover.model.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens again and again is left alone longer each time. */
class CooldownsTest {

    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Cooldowns drovers = new Cooldowns(Profile.DEFAULT.settings());
    private final Cooldowns thesis = new Cooldowns(Profile.THESIS.settings());

    private static Instant after(long minutes) {
        return START.plus(Duration.ofMinutes(minutes));
    }

    private void restsUntil(Instant end, List<Instant> recorded) {
        assertThat(drovers.whyStay("s", recorded, end.minus(SECOND))).contains("moved lately: stays for 1 s more");
        assertThat(drovers.whyStay("s", recorded, end)).isEmpty();
    }

    @Test
    void eachMoveOfADayDoublesTheRest() {
        List<Instant> recorded = new ArrayList<>();
        Instant now = START;
        for (int minutes : List.of(10, 20, 40, 80, 160, 320, 360, 360)) {
            recorded.add(0, now);
            now = now.plus(Duration.ofMinutes(minutes));
            restsUntil(now, recorded);
        }
    }

    @Test
    void aMoveOfTheDayBeforeCountsNoMore() {
        restsUntil(after(24 * 60 + 10), List.of(START, after(24 * 60)));
        restsUntil(after(23 * 60 + 20), List.of(START, after(23 * 60)));
    }

    @Test
    void whatNovaAndThisAgentTellOfOneMoveIsOneMove() {
        drovers.moved("s", START);
        restsUntil(after(10), List.of());
        restsUntil(after(10).plusSeconds(20), List.of(START.plusSeconds(20)));
        restsUntil(after(30), List.of(after(10)));
    }

    @Test
    void ownMovesAreForgottenAfterADay() {
        drovers.moved("s", START);
        drovers.prune(after(24 * 60 - 1));
        drovers.moved("s", after(24 * 60 - 1));
        drovers.prune(after(24 * 60));
        restsUntil(after(24 * 60 + 9), List.of());
    }

    @Test
    void aCooldownThatIsLongerThanTheLongestStays() {
        Duration week = Duration.ofDays(7);
        assertThat(new Cooldown(week, true).after(3)).isEqualTo(week);
        assertThat(new Cooldown(Duration.ZERO, true).after(9)).isZero();
        assertThat(new Cooldown(week, true).over(START, after(25 * 60))).isFalse();
    }

    @Test
    void aPairThatNovaRefusesIsBarredTwiceAsLongEachTimeUpToADay() {
        Instant now = START;
        for (int minutes : List.of(10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440)) {
            drovers.refused("s", "pm2", now);
            drovers.prune(now);
            assertThat(drovers.barred("s", "pm3", now)).isFalse();
            assertThat(drovers.barred("t", "pm2", now)).isFalse();
            now = now.plus(Duration.ofMinutes(minutes));
            assertThat(drovers.barred("s", "pm2", now.minus(SECOND))).isTrue();
            assertThat(drovers.barred("s", "pm2", now)).isFalse();
        }
    }

    @Test
    void aPairThatWasNotRefusedForADayBeginsAnew() {
        drovers.refused("s", "pm2", START);
        drovers.prune(after(10 + 24 * 60 + 1));
        drovers.refused("s", "pm2", after(2000));
        assertThat(drovers.barred("s", "pm2", after(2010))).isFalse();
    }

    @Test
    void aDestinationThatIsRefusedOneServerAfterTheOtherIsBarredToAll() {
        drovers.refused("s", "pm2", START);
        drovers.refused("s", "pm2", after(10));
        assertThat(drovers.barred("pm2", after(10)))
                .as("it may be the server's fault")
                .isFalse();
        Instant now = after(30);
        for (int minutes : List.of(10, 20, 40, 80)) {
            drovers.refused("t", "pm2", now);
            drovers.prune(now);
            assertThat(drovers.barred("pm3", now)).isFalse();
            now = now.plus(Duration.ofMinutes(minutes));
            assertThat(drovers.barred("pm2", now.minus(SECOND))).isTrue();
            assertThat(drovers.barred("pm2", now)).isFalse();
        }
    }

    @Test
    void aServerThatGoesOpensItsWayToAll() {
        drovers.refused("s", "pm2", START);
        drovers.refused("t", "pm2", START);
        drovers.took("pm2");
        assertThat(drovers.barred("pm2", START)).isFalse();
        drovers.refused("s", "pm2", after(1));
        assertThat(drovers.barred("pm2", after(1))).isFalse();
    }

    @Test
    void nothingIsTakenOfAGroupFromWhichOneServerAfterTheOtherDidNotCome() {
        drovers.stayedAway("s", "az2", START);
        assertThat(drovers.nothingComes("az2", START)).isEmpty();
        drovers.stayedAway("t", "az2", START);
        assertThat(drovers.nothingComes("az1", START)).isEmpty();
        assertThat(drovers.nothingComes("az2", START))
                .contains("one server after the other did not come from group az2: takes none for 600 s more");
        assertThat(drovers.nothingComes("az2", after(10))).isEmpty();
        drovers.stayedAway("t", "az2", after(10));
        assertThat(drovers.nothingComes("az2", after(29))).isPresent();
        drovers.came("az2");
        assertThat(drovers.nothingComes("az2", after(29))).isEmpty();
    }

    @Test
    void aWayThatWasNotClosedForADayBeginsAnew() {
        drovers.refused("s", "pm2", START);
        drovers.refused("t", "pm2", START);
        Instant later = after(10 + 24 * 60 + 1);
        drovers.prune(later);
        drovers.refused("t", "pm2", later);
        assertThat(drovers.barred("pm2", later)).isFalse();
    }

    @Test
    void theThesisHasOneLength() {
        thesis.moved("s", START);
        thesis.moved("s", START);
        assertThat(thesis.whyStay("s", List.of(START), START)).isEmpty();
        thesis.refused("s", "pm2", START);
        thesis.refused("s", "pm2", START);
        assertThat(thesis.barred("s", "pm2", after(10).minus(SECOND))).isTrue();
        assertThat(thesis.barred("s", "pm2", after(10))).isFalse();
        thesis.refused("t", "pm2", START);
        assertThat(thesis.barred("pm2", START)).isFalse();
        thesis.stayedAway("s", "az2", START);
        thesis.stayedAway("t", "az2", START);
        assertThat(thesis.nothingComes("az2", START)).isEmpty();
    }
}
