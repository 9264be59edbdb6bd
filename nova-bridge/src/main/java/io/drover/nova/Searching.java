package io.drover.nova;

import java.time.Instant;
import java.util.Optional;

/**
 * The migration must show up in os-migrations.
 *
 * @param giveUpAt an answer from then on that shows none ends it
 * @param contested Nova said that the server is being migrated: ours only if it goes to our destination
 */
record Searching(MigrationCase about, Instant giveUpAt, boolean contested) implements Supervision {

    @Override
    public Step on(Answer answer, Instant at) {
        if (answer instanceof Answer.Seen seen) return judge(seen, at);
        if (answer instanceof Answer.Silent silent) {
            return about.overdue(at) ? about.unknown(silent.why()) : again(at);
        }
        throw new AssertionError("searching does not expect " + answer);
    }

    private Step judge(Answer.Seen seen, Instant at) {
        Optional<MigrationRecord> found =
                seen.migrations().stream().filter(this::ours).findFirst();
        if (found.isPresent())
            return Following.from(about, found.get().id(), at).on(seen, at);
        if (seen.server().isEmpty()) return about.skip("the server is gone");
        ServerState server = seen.server().get();
        if (server.broken()) return about.broken();
        Optional<String> foreign = foreign(seen);
        if (foreign.isPresent()) return about.skip("someone else migrates the server to " + foreign.get());
        if (about.overdue(at)) return about.unknown("Nova shows no migration, but the server is migrating");
        // Nova sets the task state before its conductor writes the migration
        if (at.isBefore(giveUpAt) || server.migrating()) return again(at);
        return about.skip("Nova shows no migration");
    }

    private boolean ours(MigrationRecord migration) {
        return about.matches(migration)
                && !(contested && migration.destination().isEmpty());
    }

    /** Where someone else's request takes the server, which at that moment leaves no room for ours. */
    private Optional<String> foreign(Answer.Seen seen) {
        return seen.migrations().stream()
                .filter(m -> !m.ended() && !about.matches(m))
                .flatMap(m -> m.destination().stream())
                .findFirst();
    }

    private Step again(Instant at) {
        return new Step(this, new Action.Look(about.pace(at)));
    }
}
