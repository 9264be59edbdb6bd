package io.drover.nova;

import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;

/** The request is on its way. */
record Asking(MigrationCase about) implements Supervision {

    @Override
    public Step on(Answer answer, Instant at) {
        if (answer instanceof Answer.Accepted accepted) return search(about.with(accepted.request()), at, false);
        if (answer instanceof Answer.Lost) return search(about, at, false);
        if (answer instanceof Answer.Unsent unsent) return about.skip(unsent.why());
        if (answer instanceof Answer.Rejected rejected) return refused(rejected, at);
        throw new AssertionError("asking does not expect " + answer);
    }

    private static Step search(MigrationCase about, Instant at, boolean contested) {
        Duration first = about.pace(at);
        return new Step(new Searching(about, at.plus(Limits.SEARCH), contested), new Action.Look(first));
    }

    /**
     * A conflict over a running migration may be our own request's echo: a proxy repeats what it thinks was lost.
     * Forbidden is the operator's to repair, so it quarantines instead of coming back at once.
     */
    private Step refused(Answer.Rejected rejected, Instant at) {
        String why = "Nova refused (" + rejected.status() + "): " + MigrationCase.sentence(rejected.why());
        return switch (rejected.status()) {
            case 400 -> about.end(new Outcome.Refused(why));
            case 403 -> about.fail(why);
            case 404 -> about.skip("the server is gone");
            case 409 -> rejected.why().contains("migrating") ? search(about, at, true) : about.skip(why);
            default -> about.skip(why);
        };
    }
}
