package io.drover.nova;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Nova shows the migration.
 *
 * @param migration its id
 * @param copyingSince when it was first seen running, or last with disks to send: the deadline is for its memory
 * @param looks which of them showed it on its way, there, and completed
 * @param stillness since when nothing changed
 * @param breaking why and when it was last asked to abort
 * @param forcedAt when Nova was asked to complete it by force
 */
record Following(
        MigrationCase about,
        long migration,
        Optional<Instant> copyingSince,
        MoveSightings looks,
        Optional<Stillness> stillness,
        Optional<Breaking> breaking,
        Optional<Instant> forcedAt)
        implements Supervision {

    /** A silent Nova proves nothing about the migration, so an unanswered look starts it anew. */
    record Stillness(String picture, Instant since) {}

    record Breaking(String why, Instant at) {}

    static Following from(MigrationCase about, long migration, Instant at) {
        return new Following(
                about,
                migration,
                Optional.empty(),
                MoveSightings.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Step on(Answer answer, Instant at) {
        if (answer instanceof Answer.Seen seen) return judge(seen, at);
        if (answer instanceof Answer.Silent silent) return bear(silent.why(), at);
        if (answer instanceof Answer.ToAbort) return look(Duration.ofSeconds(1));
        throw new AssertionError("following does not expect " + answer);
    }

    private Step bear(String why, Instant at) {
        if (about.overdue(at)) return about.unknown(why);
        return withStillness(Optional.empty()).look(about.pace(at));
    }

    private Step judge(Answer.Seen seen, Instant at) {
        if (seen.server().isEmpty()) return about.fail("the server was deleted during its migration");
        ServerState server = seen.server().get();
        if (server.broken()) return about.broken();
        Optional<MigrationRecord> found =
                seen.migrations().stream().filter(m -> m.id() == migration).findFirst();
        if (found.isEmpty()) return bear("Nova does not list migration " + migration + " any more", at);
        MigrationRecord row = found.get();
        if (row.destination().isPresent() && !about.matches(row)) {
            return about.skip(
                    "someone else migrates the server to " + row.destination().get());
        }
        Following next = looking(looks.with(about.arrived(server), row.completed(), at));
        if (row.completed()) return next.completed(server, row, at);
        if (row.cancelled()) return about.fail(breaking.map(Breaking::why).orElse("cancelled by someone else"));
        if (row.failed()) return explain(row, at);
        return next.progressing(row, seen.progress(), at);
    }

    /** The destination sets host and task state, the source {@code completed} after it, or shortly before. */
    private Step completed(ServerState server, MigrationRecord row, Instant at) {
        MigrationOrder order = about.order();
        boolean moved = about.arrived(server);
        if (moved && server.taskState().isEmpty()) {
            Instant movedAt = looks.moved(about, row.updatedAt(), at);
            return about.end(new Outcome.Done(
                    seconds(row, at), Duration.between(movedAt, at).toMillis() / 1000.0));
        }
        if (at.isBefore(looks.ended().orElse(at).plus(Limits.SETTLE))) return look(Duration.ofSeconds(1));
        if (!moved) {
            return about.fail("Nova says completed, but shows the server on " + server.host() + " instead of "
                    + order.destination() + ": an operator must look where it runs");
        }
        return about.fail("Nova says completed, but the server stays in task state "
                + server.taskState().get());
    }

    /** From the request to settled; a watched one, of which the request was not seen, by Nova's clock. */
    private double seconds(MigrationRecord row, Instant at) {
        Duration taken = about.newest().isPresent()
                ? Duration.between(about.since(), at)
                : Duration.between(row.createdAt(), row.updatedAt());
        return taken.toMillis() / 1000.0;
    }

    private Step explain(MigrationRecord row, Instant at) {
        Explaining next = new Explaining(about, row, breaking, at);
        return new Step(next, new Action.Explain(Duration.ZERO, about.request()));
    }

    private Step progressing(MigrationRecord row, Optional<CopyProgress> progress, Instant at) {
        if (about.overdue(at)) return about.unknown("migration " + migration + " is still " + row.status());
        Following next = seen(row, progress, at);
        Optional<String> reason = next.reasonToAbort(row, at);
        if (reason.isEmpty() || !about.own()) return next.look(next.pace(at));
        boolean again = breaking.isEmpty() || !at.isBefore(breaking.get().at().plus(Limits.ABORT_AGAIN));
        if (!again) return next.look(Duration.ofSeconds(1));
        if (next.mayForce(row, at)) return new Step(next.withForced(at), new Action.Force(migration));
        String why = breaking.map(Breaking::why).orElse(reason.get());
        return new Step(next.withBreaking(new Breaking(why, at)), new Action.Abort(migration));
    }

    private Following seen(MigrationRecord row, Optional<CopyProgress> progress, Instant at) {
        boolean disk = progress.filter(CopyProgress::copiesDisk).isPresent();
        Optional<Instant> copying = row.running() && (disk || copyingSince.isEmpty()) ? Optional.of(at) : copyingSince;
        String picture = row.status()
                + row.updatedAt()
                + progress.map(CopyProgress::toString).orElse("");
        boolean same = stillness.filter(s -> s.picture().equals(picture)).isPresent();
        Optional<Stillness> still = same ? stillness : Optional.of(new Stillness(picture, at));
        return new Following(about, migration, copying, looks, still, breaking, forcedAt);
    }

    /** Once, and as long as there is time. */
    private boolean mayForce(MigrationRecord row, Instant at) {
        return about.order().forced()
                && forcedAt.isEmpty()
                && breaking.isEmpty()
                && row.running()
                && !passed(about.since(), about.limits().completion(), at);
    }

    /** Queued and preparing are no stall: they may wait for as long as any migration may take. */
    private Optional<String> reasonToAbort(MigrationRecord row, Instant at) {
        if (breaking.isPresent()) return breaking.map(Breaking::why);
        Limits limits = about.limits();
        if (passed(about.since(), limits.completion(), at)) {
            return Optional.of(
                    "aborted: not completed within " + limits.completion().toSeconds() + " s");
        }
        Duration deadline = limits.deadline(about.order());
        Optional<Instant> begun = forcedAt.or(() -> copyingSince);
        if (begun.isPresent() && passed(begun.get(), deadline, at)) {
            return Optional.of("aborted: still copying after " + deadline.toSeconds() + " s");
        }
        Instant still = stillness.orElseThrow().since();
        Instant since = forcedAt.filter(still::isBefore).orElse(still);
        boolean stalled = row.running() && passed(since, limits.stall(), at);
        return stalled
                ? Optional.of("aborted: no progress for " + limits.stall().toSeconds() + " s")
                : Optional.empty();
    }

    private Duration pace(Instant at) {
        return about.pace(at, stillness.orElseThrow().since());
    }

    private static boolean passed(Instant since, Duration limit, Instant at) {
        return !at.isBefore(since.plus(limit));
    }

    private Following looking(MoveSightings newest) {
        return new Following(about, migration, copyingSince, newest, stillness, breaking, forcedAt);
    }

    private Following withStillness(Optional<Stillness> still) {
        return new Following(about, migration, copyingSince, looks, still, breaking, forcedAt);
    }

    private Following withBreaking(Breaking broken) {
        return new Following(about, migration, copyingSince, looks, stillness, Optional.of(broken), forcedAt);
    }

    private Following withForced(Instant at) {
        return new Following(about, migration, copyingSince, looks, stillness, breaking, Optional.of(at));
    }

    private Step look(Duration after) {
        return new Step(this, new Action.Look(after));
    }
}
