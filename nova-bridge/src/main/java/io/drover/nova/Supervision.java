package io.drover.nova;

import io.drover.model.MigrationOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One live migration from its last check to its outcome. Pure: answers and instants go in, the next action comes
 * out. Checking, then Asking, then Searching (until Nova shows the migration), then Following, sometimes Explaining;
 * each of them bounded. {@code os-migrateLive} is asked for once and never again, whatever becomes of its answer.
 */
sealed interface Supervision permits Checking, Asking, Searching, Following, Explaining, Finished {

    Step on(Answer answer, Instant at);

    /** Whether Nova may have been asked, so that a stop must leave it to the journal. */
    default boolean asked() {
        return true;
    }

    /** Checks, asks, follows. */
    static Step ask(MigrationOrder order, Limits limits, Instant at) {
        MigrationCase about = new MigrationCase(order, limits, true, at, Optional.empty(), Optional.empty());
        return new Step(new Checking(about), new Action.Check(Duration.ZERO));
    }

    /**
     * Follows without asking.
     *
     * @param own whether this agent asked for it once, and so may abort it
     * @param giveUpAt Skipped when Nova, asked then or later, shows no such migration
     */
    static Step watch(MigrationOrder order, Limits limits, boolean own, Instant giveUpAt, Instant at) {
        MigrationCase about = new MigrationCase(order, limits, own, at, Optional.empty(), Optional.empty());
        return new Step(new Searching(about, giveUpAt, false), new Action.Look(Duration.ZERO));
    }

    /** The state after an answer, and what it wants done. */
    record Step(Supervision next, Action action) {}
}
