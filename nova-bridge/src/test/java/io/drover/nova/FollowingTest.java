package io.drover.nova;

import static io.drover.nova.Trial.SERVER;
import static io.drover.nova.Trial.asked;
import static io.drover.nova.Trial.copying;
import static io.drover.nova.Trial.order;
import static io.drover.nova.Trial.row;
import static io.drover.nova.Trial.seen;
import static io.drover.nova.Trial.seenCopying;
import static io.drover.nova.Trial.seenCopyingDisk;
import static io.drover.nova.Trial.server;
import static io.drover.nova.Trial.watches;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Outcome.Done;
import io.drover.model.Outcome.Failed;
import io.drover.model.Outcome.Skipped;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the migration that Nova shows to its end. */
class FollowingTest {

    private static final Answer ACCEPTED = new Answer.Accepted(Optional.of("req-1"));
    private static final Answer SILENT = new Answer.Silent("connect timed out");

    @Test
    void raisesAnAlertForAServerInError() {
        copying(order(5))
                .hears(5, seen(server("ERROR", null, "lh1"), row(42, "lh2", "running", 2)))
                .ends(Failed.class, "in ERROR", "operator", SERVER);
        asked(order(5))
                .hears(0, ACCEPTED)
                .hears(1, seen(server("ERROR", null, "lh1")))
                .ends(Failed.class, "ERROR");
    }

    @Test
    void endsWithTheServerOrWithSomeonesCancellation() {
        copying(order(5)).hears(5, seen(null, row(42, "lh2", "running", 2))).ends(Failed.class, "deleted");
        copying(order(5)).hears(5, seen("cancelled", 5)).ends(Failed.class, "cancelled by someone else");
    }

    /** Nova lists all of a server's: neither an older one nor one that somebody begins then is this one. */
    @Test
    void judgesItsOwnMigrationAmongOthers() {
        Answer others = seen(
                server("MIGRATING", "migrating", "lh1"),
                row(41, "lh2", "failed", 0),
                row(42, "lh2", "running", 2),
                row(43, "lh2", "completed", 2));
        copying(order(1e3)).hears(2, others).wants(Action.Look.class);
    }

    @Test
    void goesOnLookingForOneThatNovaListsNoMore() {
        copying(order(1e3))
                .hears(2, seen(server("MIGRATING", "migrating", "lh1"), row(41, "lh2", "completed", 0)))
                .wants(Action.Look.class)
                .hears(3, seen("completed", 3))
                .ends(Done.class);
    }

    @Test
    void leavesAloneWhatTurnsOutToBeAnotherOnes() {
        copying(order(1e3))
                .hears(2, seen(server("MIGRATING", "migrating", "lh1"), row(42, "lh3", "running", 2)))
                .ends(Skipped.class, "someone else migrates the server to lh3");
        copying(order(1e3))
                .hears(2, seen(server("MIGRATING", "migrating", "lh1"), row(42, null, "running", 2)))
                .wants(Action.Look.class);
    }

    @Test
    void breaksOffAMigrationWithoutProgress() {
        copying(order(1e6))
                .hears(2, seenCopying(0, 0, 1))
                .hears(121, seenCopying(0, 0, 1))
                .wants(Action.Look.class)
                .hears(122, seenCopying(0, 0, 1))
                .wants(Action.Abort.class)
                .hears(122, new Answer.AbortTaken())
                .wants(Action.Look.class)
                .hears(124, seen("cancelled", 124))
                .ends(Failed.class, "no progress for 120 s");
    }

    @Test
    void takesNeitherSilenceNorWaitingForAStall() {
        copying(order(1e6))
                .hears(2, seenCopying(0, 0, 1))
                .hears(60, SILENT)
                .hears(125, seenCopying(0, 0, 1))
                .wants(Action.Look.class)
                .hears(244, seenCopying(0, 0, 1))
                .wants(Action.Look.class)
                .hears(245, seenCopying(0, 0, 1))
                .wants(Action.Abort.class);
        Trial queued = asked(order(1)).hears(0, ACCEPTED);
        for (int second = 5; second < 3600; second += 5) {
            queued.hears(second, seen("queued", 1)).wants(Action.Look.class);
        }
        queued.hears(3600, seen("queued", 1)).wants(Action.Abort.class);
    }

    @Test
    void takesAChangeOfAnyNumberForProgress() {
        Trial trial = copying(order(1e6));
        for (int second = 10; second < 3000; second += 100) {
            trial.hears(second, seenCopying(1_000_000L * second, 50_000_000, 1)).wants(Action.Look.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"5, 60", "30, 120", "100000, 3600", "NaN, 3600"})
    void givesAMigrationFourTimesItsPredictedDuration(double predicted, int seconds) {
        assertThat(Trial.LIMITS.deadline(order(predicted))).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void givesADiskItsTimeBeforeTheMemory() {
        Trial trial = copying(order(5));
        for (int second = 5; second <= 200; second += 5) {
            trial.hears(second, seenCopyingDisk(20_000_000_000L - 90_000_000L * second, second))
                    .wants(Action.Look.class);
        }
        trial.hears(259, seenCopying(150_000_000, 49_000_000, 257)).wants(Action.Look.class);
        trial.hears(261, seenCopying(160_000_000, 49_000_000, 260)).wants(Action.Abort.class);
        copying(order(5))
                .hears(2, seenCopyingDisk(9_000_000_000L, 1))
                .hears(122, seenCopyingDisk(9_000_000_000L, 1))
                .wants(Action.Abort.class);
    }

    @Test
    void breaksOffWhatDoesNotConvergeAndRepeatsARefusedAbortAtABoundedPace() {
        Trial trial = copying(order(5))
                .hears(60, seenCopying(150_000_000, 49_000_000, 57))
                .wants(Action.Look.class);
        trial.hears(61, seenCopying(160_000_000, 64_000_000, 60)).wants(Action.Abort.class);
        assertThat(trial.action()).isEqualTo(new Action.Abort(42));
        trial.hears(61, new Answer.AbortRefused("not in a state to be aborted"))
                .wants(Action.Look.class)
                .hears(62, seenCopying(170_000_000, 49_000_000, 62))
                .wants(Action.Look.class)
                .hears(75.9, seenCopying(170_000_000, 49_000_000, 62))
                .wants(Action.Look.class)
                .hears(76, seenCopying(170_000_000, 49_000_000, 62))
                .wants(Action.Abort.class)
                .hears(76, new Answer.AbortTaken())
                .hears(78, seen("cancelled", 78))
                .ends(Failed.class, "still copying after 60 s");
    }

    @Test
    void hasNovaCompleteByForceWhatIsOrderedSoAndAbortsItWhenThatDoesNotHelp() {
        Trial trial = Trial.copying(Trial.forced(1));
        trial.hears(60, Trial.seenCopying(1, 1, 60)).wants(Action.Look.class);
        trial.hears(61, Trial.seenCopying(2, 1, 61));
        assertThat(trial.action()).isEqualTo(new Action.Force(42));
        trial.hears(61, new Answer.AbortTaken()).wants(Action.Look.class);
        trial.hears(100, Trial.seenCopying(3, 1, 100)).wants(Action.Look.class);
        trial.hears(121, Trial.seenCopying(4, 1, 121));
        assertThat(trial.action()).as("sixty seconds later").isEqualTo(new Action.Abort(42));
        trial.hears(121, new Answer.AbortTaken()).hears(122, Trial.seen("cancelled", 122));
        trial.ends(Failed.class, "aborted: still copying after 60 s");
    }

    @Test
    void forcesWhatStandsStillAndIsContentWhenItCompletes() {
        Trial trial = Trial.copying(Trial.forced(1000));
        for (int second = 5; second < 121; second += 5) {
            trial.hears(second, Trial.seen("running", 1)).wants(Action.Look.class);
        }
        trial.hears(121, Trial.seen("running", 1)).wants(Action.Force.class);
        trial.hears(121, new Answer.AbortRefused("not running")).wants(Action.Look.class);
        trial.hears(125, Trial.seen("running", 1)).wants(Action.Look.class);
        trial.hears(130, Trial.seen("completed", 130)).ends(Done.class);
    }

    @Test
    void acceptsAMigrationThatCompletesInSpiteOfTheAbort() {
        copying(order(5))
                .hears(61, seen("running", 60))
                .wants(Action.Abort.class)
                .hears(61, new Answer.AbortRefused("too late"))
                .hears(62, seen("completed", 62))
                .ends(Done.class);
    }

    @Test
    void endsAnUnreachableNovaTenMinutesAfterTheCompletionTimeout() {
        copying(order(5))
                .hears(4199, SILENT)
                .wants(Action.Look.class)
                .hears(4200, SILENT)
                .ends(Failed.class, "outcome unknown", "connect timed out");
        copying(order(5)).hears(4200, seen("running", 4199)).ends(Failed.class, "outcome unknown", "running");
    }

    @Test
    void watchesWhatAnotherAgentAskedForWithoutEverBreakingItOff() {
        Trial trial = watches(order(5), false, Duration.ofSeconds(60)).wants(Action.Look.class);
        trial.hears(2, seen("running", 1));
        for (int second = 10; second < 4000; second += 10) trial.hears(second, seen("running", 1));
        trial.wants(Action.Look.class).hears(4005, seen("completed", 4004));
        assertThat(trial.action()).isEqualTo(new Action.End(new Done(4004, 0.5)));
    }

    @Test
    void breaksOffAMigrationOfAnEarlierRun() {
        watches(order(5), true, Duration.ofSeconds(60))
                .hears(1, seen("running", 1))
                .hears(61, seen("running", 60))
                .wants(Action.Abort.class);
    }

    @Test
    void givesUpWatchingForAMigrationThatNeverShows() {
        Answer.Seen none = seen(server("ACTIVE", null, "lh1"));
        watches(order(5), false, Duration.ofSeconds(60))
                .hears(59, none)
                .wants(Action.Look.class)
                .hears(61, SILENT)
                .wants(Action.Look.class)
                .hears(65, none)
                .ends(Skipped.class, "Nova shows no migration");
    }

    @Test
    void doesNotMistakeAnEarlierMigrationForTheWatchedOne() {
        MigrationRecord yesterday = new MigrationRecord(
                7,
                "lh1",
                Optional.of("lh2"),
                "completed",
                Trial.START.minus(Duration.ofDays(1)),
                Trial.START.minus(Duration.ofDays(1)));
        watches(order(5), false, Duration.ofSeconds(60))
                .hears(60, seen(server("ACTIVE", null, "lh1"), yesterday))
                .ends(Skipped.class);
    }

    @Test
    void looksOftenAtFirstAndSeldomLater() {
        assertThat(pace(5, 1)).isEqualTo(Duration.ofMillis(500));
        assertThat(pace(40, 1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pace(40, 30)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pace(5, 30)).isEqualTo(Duration.ofMillis(500));
        assertThat(pace(5, 60.5)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pace(40, 90)).isEqualTo(Duration.ofSeconds(5));
    }

    /** As Nova 31 shows it: 15 s besides the copying, most of them in one state. */
    @Test
    void looksLessOftenWhileNovaShowsNothingNew() {
        Trial slow = asked(order(1)).hears(0, ACCEPTED);
        double at = 0;
        int looks = 0;
        while (at < 17) {
            at += ((Action.Look) slow.action()).after().toMillis() / 1000.0;
            slow.hears(at, slowly(at));
            looks++;
        }
        assertThat(looks).isBetween(10, 20);
        assertThat(((Action.Look) slow.action()).after()).isEqualTo(Duration.ofSeconds(2));
        slow.hears(at + 2, seen("completed", 19)).ends(Done.class);
    }

    private static Answer.Seen slowly(double at) {
        if (at < 2) return seen("accepted", 0);
        return at < 7 ? seen("preparing", 2) : seen("running", 7);
    }

    private static Duration pace(double predicted, double second) {
        Trial trial = copying(order(predicted)).hears(second, seen("running", second));
        return ((Action.Look) trial.action()).after();
    }
}
