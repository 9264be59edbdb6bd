package io.drover.nova;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A supervision under test, its clock, and Nova's part in the conversation. */
final class Trial {

    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final String SERVER = "9e59670f-9724-4151-a6de-2dde6ae1e5f6";
    static final Limits LIMITS = Limits.of(Duration.ofHours(1), Duration.ofSeconds(120));

    private Supervision state;
    private Action action;

    private Trial(Supervision.Step step) {
        this.state = step.next();
        this.action = step.action();
    }

    static Trial asks(MigrationOrder order) {
        return new Trial(Supervision.ask(order, LIMITS, START));
    }

    static Trial watches(MigrationOrder order, boolean own, Duration patience) {
        return new Trial(Supervision.watch(order, LIMITS, own, START.plus(patience), START));
    }

    /** Checked and asked, at second 0. */
    static Trial asked(MigrationOrder order) {
        return asks(order).hears(0, fine());
    }

    /** 202 at second 0, first seen copying at second 1. */
    static Trial copying(MigrationOrder order) {
        return asked(order).hears(0, new Answer.Accepted(Optional.of("req-1"))).hears(1, seen("running", 1));
    }

    static MigrationOrder order(double predictedSeconds) {
        return new MigrationOrder("a1", SERVER, "lh1", "lh2", START.plusSeconds(30), predictedSeconds, 0.1);
    }

    /** One that is not to be aborted as too slow. */
    static MigrationOrder forced(double predictedSeconds) {
        return new MigrationOrder("a1", SERVER, "lh1", "lh2", START.plusSeconds(30), predictedSeconds, 0.1, true);
    }

    Trial hears(double second, Answer answer) {
        Supervision.Step step = state.on(answer, START.plusMillis(Math.round(1000 * second)));
        state = step.next();
        action = step.action();
        return this;
    }

    Action action() {
        return action;
    }

    Trial wants(Class<? extends Action> kind) {
        assertThat(action).isInstanceOf(kind);
        return this;
    }

    void ends(Class<? extends Outcome> kind, String... words) {
        assertThat(action).isInstanceOf(Action.End.class);
        Outcome outcome = ((Action.End) action).outcome();
        assertThat(outcome).as(outcome.reason()).isInstanceOf(kind);
        assertThat(outcome.reason()).doesNotEndWith(".");
        for (String each : words) assertThat(outcome.reason()).contains(each);
    }

    static Answer.Checked fine() {
        return new Answer.Checked(
                Optional.of(server("ACTIVE", null, "lh1")), Optional.of(service(true, true, false, "")), 41);
    }

    static ServerState server(String status, String taskState, String host) {
        return new ServerState(SERVER, status, Optional.ofNullable(taskState), host, false);
    }

    static ServiceState service(boolean enabled, boolean up, boolean forcedDown, String reason) {
        return new ServiceState("lh2", enabled, up, forcedDown, reason);
    }

    static MigrationRecord row(long id, String destination, String status, double updated) {
        Instant at = START.plusMillis((long) (1000 * updated));
        return new MigrationRecord(id, "lh1", Optional.ofNullable(destination), status, START, at);
    }

    /** Migration 42 in this status, its server accordingly. */
    static Answer.Seen seen(String status, double updated) {
        ServerState server = switch (status) {
            case "completed" -> server("ACTIVE", null, "lh2");
            case "failed", "error", "cancelled" -> server("ACTIVE", null, "lh1");
            default -> server("MIGRATING", "migrating", "lh1");
        };
        return seen(server, row(42, "lh2", status, updated));
    }

    static Answer.Seen seen(ServerState server, MigrationRecord... rows) {
        return new Answer.Seen(Optional.ofNullable(server), List.of(rows), Optional.empty());
    }

    static Answer.Seen seenCopyingDisk(long diskRemaining, double updated) {
        Answer.Seen plain = seen("running", updated);
        CopyProgress progress = new CopyProgress(
                42,
                "running",
                OptionalLong.of(134_750_208),
                OptionalLong.of(0),
                OptionalLong.of(134_750_208),
                OptionalLong.of(20_000_000_000L),
                OptionalLong.of(diskRemaining),
                START.plusMillis((long) (1000 * updated)));
        return new Answer.Seen(plain.server(), plain.migrations(), Optional.of(progress));
    }

    static Answer.Seen seenCopying(long processed, long remaining, double updated) {
        Answer.Seen plain = seen("running", updated);
        CopyProgress progress = new CopyProgress(
                42,
                "running",
                OptionalLong.of(134_750_208),
                OptionalLong.of(processed),
                OptionalLong.of(remaining),
                START.plusMillis((long) (1000 * updated)));
        return new Answer.Seen(plain.server(), plain.migrations(), Optional.of(progress));
    }
}
