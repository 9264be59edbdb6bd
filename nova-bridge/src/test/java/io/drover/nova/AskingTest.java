package io.drover.nova;

import static io.drover.nova.Trial.SERVER;
import static io.drover.nova.Trial.asked;
import static io.drover.nova.Trial.asks;
import static io.drover.nova.Trial.copying;
import static io.drover.nova.Trial.fine;
import static io.drover.nova.Trial.order;
import static io.drover.nova.Trial.row;
import static io.drover.nova.Trial.seen;
import static io.drover.nova.Trial.server;
import static io.drover.nova.Trial.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Outcome.Done;
import io.drover.model.Outcome.Failed;
import io.drover.model.Outcome.Refused;
import io.drover.model.Outcome.Skipped;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** From the order to a migration that Nova shows, or to why there is none. */
class AskingTest {

    private static final Answer ACCEPTED = new Answer.Accepted(Optional.of("req-1"));
    private static final Answer SILENT = new Answer.Silent("connect timed out");

    static Stream<Arguments> objections() {
        ServiceState up = service(true, true, false, "");
        ServerState fine = server("ACTIVE", null, "lh1");
        return Stream.of(
                Arguments.of(null, up, "the server is gone"),
                Arguments.of(server("ACTIVE", null, "lh3"), up, "the server is on lh3 now"),
                Arguments.of(server("MIGRATING", "migrating", "lh1"), up, "task state migrating"),
                Arguments.of(server("SHUTOFF", null, "lh1"), up, "the server is SHUTOFF"),
                Arguments.of(server("ERROR", null, "lh1"), up, "the server is ERROR"),
                Arguments.of(
                        new ServerState(SERVER, "ACTIVE", Optional.empty(), "lh1", true), up, "the server is locked"),
                Arguments.of(fine, null, "no compute service on lh2"),
                Arguments.of(fine, service(false, true, false, "broken fan"), "disabled: broken fan"),
                Arguments.of(fine, service(true, false, false, ""), "lh2 is down"),
                Arguments.of(fine, service(true, true, true, ""), "lh2 is down"));
    }

    @ParameterizedTest
    @MethodSource("objections")
    void asksNothingOfNovaWhenAConditionOfTheMoveNoLongerHolds(
            ServerState server, ServiceState destination, String reason) {
        asks(order(5))
                .hears(1, new Answer.Checked(Optional.ofNullable(server), Optional.ofNullable(destination), 41))
                .ends(Skipped.class, reason);
    }

    @Test
    void asksNothingOnceTheDestinationsPromiseMayHaveEnded() {
        asks(order(5)).hears(29.9, fine()).wants(Action.Ask.class);
        asks(order(5)).hears(30, fine()).ends(Skipped.class, "too late");
        asks(order(5))
                .hears(10, SILENT)
                .wants(Action.Check.class)
                .hears(31, SILENT)
                .ends(Skipped.class, "timed out");
    }

    @Test
    void isDoneWhenTheServerSettledOnItsDestinationAndNovaSaysCompleted() {
        asked(order(5))
                .hears(0, ACCEPTED)
                .hears(1, seen(server("MIGRATING", "migrating", "lh1"), row(42, null, "accepted", 0)))
                .wants(Action.Look.class)
                .hears(2, seen("preparing", 1))
                .hears(3, seen("running", 2))
                .hears(6, seen(server("ACTIVE", null, "lh2"), row(42, "lh2", "running", 2)))
                .wants(Action.Look.class)
                .hears(7, seen("completed", 6))
                .ends(Done.class);
    }

    @Test
    void countsSecondsFromTheRequestToSettled() {
        Trial trial = copying(order(5)).hears(7.5, seen("completed", 6));
        assertThat(trial.action()).isEqualTo(new Action.End(new Done(7.5, 1)));
    }

    @Test
    void waitsForTheServerWhenCompletedComesFirst() {
        copying(order(5))
                .hears(6, seen(server("MIGRATING", "migrating", "lh1"), row(42, "lh2", "completed", 6)))
                .wants(Action.Look.class)
                .hears(7, seen(server("ACTIVE", null, "lh2"), row(42, "lh2", "completed", 6)))
                .ends(Done.class);
    }

    @Test
    void tellsOfAServerThatNovaLostTrackOfAfterCompleted() {
        Answer.Seen lost = seen(server("ACTIVE", null, "lh1"), row(42, "lh2", "completed", 6));
        copying(order(5))
                .hears(6, lost)
                .wants(Action.Look.class)
                .hears(65, lost)
                .wants(Action.Look.class)
                .hears(66, lost)
                .ends(Failed.class, "on lh1 instead of lh2", "operator");
        Answer.Seen busy = seen(server("ACTIVE", "migrating", "lh2"), row(42, "lh2", "completed", 6));
        copying(order(5)).hears(6, busy).hears(67, busy).ends(Failed.class, "task state migrating");
    }

    @Test
    void barsThePairWhenTheSchedulerFoundNoValidHost() {
        asked(order(5))
                .hears(0, ACCEPTED)
                .hears(1, seen(server("ACTIVE", null, "lh1"), row(42, null, "error", 1)))
                .wants(Action.Explain.class)
                .hears(1, SILENT)
                .wants(Action.Explain.class)
                .hears(
                        3,
                        new Answer.Explained(Optional.of(
                                new MigrationFailure("conductor_live_migrate_instance", "No valid host was found. "))))
                .ends(Refused.class, "lh2", "No valid host was found");
    }

    @Test
    void asksForTheReasonByTheIdOfItsRequest() {
        Trial trial = asked(order(5))
                .hears(0, ACCEPTED)
                .hears(1, seen(server("ACTIVE", null, "lh1"), row(42, null, "error", 1)));
        assertThat(trial.action()).isEqualTo(new Action.Explain(Duration.ZERO, Optional.of("req-1")));
    }

    @Test
    void barsThePairEvenIfTheReasonStaysUnknown() {
        asked(order(5))
                .hears(0, ACCEPTED)
                .hears(1, seen(server("ACTIVE", null, "lh1"), row(42, null, "error", 1)))
                .hears(31, SILENT)
                .ends(Refused.class, "Nova gives no reason");
    }

    @ParameterizedTest
    @CsvSource({
        "failed, compute_live_migration, io.drover.model.Outcome$Failed",
        "error, compute_live_migration, io.drover.model.Outcome$Failed",
        "failed, compute_pre_live_migration, io.drover.model.Outcome$Refused",
        "error, compute_check_can_live_migrate_destination, io.drover.model.Outcome$Refused"
    })
    void quarantinesWhatBrokeOffAndBarsThePairThatCouldNotBegin(
            String status, String event, Class<? extends io.drover.model.Outcome> outcome) {
        copying(order(5))
                .hears(3, seen(status, 3))
                .hears(3, new Answer.Explained(Optional.of(new MigrationFailure(event, "lost the link"))))
                .ends(outcome, "lost the link");
    }

    @ParameterizedTest
    @CsvSource({
        "400, Compute host nowhere could not be found., io.drover.model.Outcome$Refused",
        "403, Policy doesn't allow os_compute_api:os-migrate-server:migrate_live, io.drover.model.Outcome$Failed",
        "404, Instance could not be found., io.drover.model.Outcome$Skipped",
        "409, Instance is locked, io.drover.model.Outcome$Skipped",
        "429, Too many requests, io.drover.model.Outcome$Skipped"
    })
    void understandsADefiniteNo(int status, String why, Class<? extends io.drover.model.Outcome> outcome) {
        asked(order(5)).hears(0, new Answer.Rejected(status, why)).ends(outcome);
    }

    @Test
    void skipsWhatDidNotReachNova() {
        asked(order(5)).hears(0, new Answer.Unsent("connection refused")).ends(Skipped.class, "connection refused");
    }

    @Test
    void followsTheMigrationItFindsAfterALostAnswer() {
        asked(order(5))
                .hears(15, new Answer.Lost("read timed out"))
                .wants(Action.Look.class)
                .hears(16, SILENT)
                .wants(Action.Look.class)
                .hears(17, seen("running", 16))
                .wants(Action.Look.class)
                .hears(20, seen("completed", 19))
                .ends(Done.class);
    }

    @Test
    void skipsAfterALostAnswerOnlyWhenNovaAnswersThatThereIsNone() {
        Answer.Seen old = seen(server("ACTIVE", null, "lh1"), row(41, "lh2", "completed", 0));
        asked(order(5))
                .hears(0, new Answer.Lost("reset"))
                .hears(1, old)
                .wants(Action.Look.class)
                .hears(61, SILENT)
                .wants(Action.Look.class)
                .hears(62, old)
                .ends(Skipped.class, "Nova shows no migration");
    }

    @Test
    void doesNotConcludeFromAMissingRecordWhileTheServerIsMigrating() {
        Answer.Seen early = seen(server("MIGRATING", "migrating", "lh1"));
        asked(order(5))
                .hears(0, new Answer.Lost("reset"))
                .hears(100, early)
                .wants(Action.Look.class)
                .hears(4200, early)
                .ends(Failed.class, "outcome unknown");
    }

    @Test
    void leavesAConflictingMigrationToWhoeverAskedForIt() {
        Answer conflict = new Answer.Rejected(409, "Cannot 'os-migrateLive' while it is in task_state migrating");
        asked(order(5))
                .hears(0, conflict)
                .wants(Action.Look.class)
                .hears(1, seen(server("MIGRATING", "migrating", "lh1"), row(42, null, "accepted", 1)))
                .wants(Action.Look.class)
                .hears(2, seen(server("MIGRATING", "migrating", "lh1"), row(42, "lh3", "running", 2)))
                .ends(Skipped.class, "someone else", "lh3");
        asked(order(5))
                .hears(0, conflict)
                .hears(1, seen("running", 1))
                .hears(3, seen("completed", 3))
                .ends(Done.class);
    }

    @Test
    void neverAsksTwice() {
        Trial trial = asked(order(5)).hears(0, new Answer.Lost("reset"));
        for (int second = 1; !(trial.action() instanceof Action.End); second++) {
            assertThat(trial.action()).isInstanceOf(Action.Look.class);
            trial.hears(second, seen(server("ACTIVE", null, "lh1")));
        }
    }
}
