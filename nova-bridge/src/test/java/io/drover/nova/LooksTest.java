package io.drover.nova;

import static io.drover.nova.Trial.asked;
import static io.drover.nova.Trial.copying;
import static io.drover.nova.Trial.order;
import static io.drover.nova.Trial.row;
import static io.drover.nova.Trial.seen;
import static io.drover.nova.Trial.server;
import static io.drover.nova.Trial.watches;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.Outcome.Done;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a server changed hosts, by Nova's time and by our own looks. */
class LooksTest {

    private static double movedAgo(Trial trial) {
        assertThat(trial.action()).isInstanceOf(Action.End.class);
        Done done = (Done) ((Action.End) trial.action()).outcome();
        assertThat(done.movedAgo()).isNotNegative();
        return done.movedAgo();
    }

    /** Looks at 20 s (on its way) and at 24 s (completed). */
    @ParameterizedTest
    @CsvSource({
        "20, 3.5", // Nova says :20, so between 20 and 21
        "22, 1.5", "23, 0.5", "19, 4", // only the last instant of that second fits
        "12, 2", // Nova's clock is behind: the middle of our looks
        "300, 2", // or ahead
    })
    void novasTimeCountsAsFarAsOurLooksBearItOut(double told, double ago) {
        Trial trial = copying(order(60)).hears(20, seen("running", 18)).hears(24, seen("completed", told));
        assertThat(movedAgo(trial)).isCloseTo(ago, within(0.001));
    }

    @Test
    void whatTheServerTakesToSettleDoesNotCount() {
        Trial trial = copying(order(60)).hears(20, seen("running", 18));
        for (int second = 24; second <= 30; second++) {
            trial.hears(second, seen(server("ACTIVE", "migrating", "lh2"), row(42, "lh2", "completed", 22)));
        }
        trial.hears(31, seen("completed", 22));
        assertThat(movedAgo(trial)).isCloseTo(8.5, within(0.001));
    }

    @Test
    void aServerThatIsThereHasMovedThoughItsMigrationGoesOn() {
        Trial trial = copying(order(60))
                .hears(20, seen("running", 18))
                .hears(22, seen(server("MIGRATING", "migrating", "lh2"), row(42, "lh2", "running", 18)))
                .hears(36, seen(server("MIGRATING", "migrating", "lh2"), row(42, "lh2", "running", 18)))
                .hears(38, seen("completed", 37));
        assertThat(movedAgo(trial)).isCloseTo(17, within(0.001));
    }

    /** From then on server and migration may disagree for a while, not from when the server was there. */
    @Test
    void patienceBeginsWithCompleted() {
        Answer.Seen busy = seen(server("ACTIVE", "migrating", "lh2"), row(42, "lh2", "completed", 100));
        copying(order(60))
                .hears(20, seen(server("MIGRATING", "migrating", "lh2"), row(42, "lh2", "running", 18)))
                .hears(101, busy)
                .wants(Action.Look.class)
                .hears(160, busy)
                .wants(Action.Look.class)
                .hears(161, busy)
                .wants(Action.End.class);
    }

    @Test
    void oneThatWasNeverSeenOnItsWayMovedAfterTheRequest() {
        Trial trial = asked(order(5)).hears(0, new Answer.Accepted(Optional.empty()));
        assertThat(movedAgo(trial.hears(3, seen("completed", 1)))).isCloseTo(1.5, within(0.001));
    }

    /** The agent was down: Nova's time is all that there is, and a time that cannot be is none. */
    @Test
    void aWatchedOneThatIsOverMovedWhenNovaSays() {
        Trial trial = watches(order(5), true, Duration.ofSeconds(60)).hears(100, seen("completed", 40));
        assertThat(movedAgo(trial)).isCloseTo(59.5, within(0.001));
        trial = watches(order(5), true, Duration.ofSeconds(60)).hears(100, seen("completed", 4000));
        assertThat(movedAgo(trial)).isZero();
    }
}
