package io.drover.nova;

import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * It failed; Nova's record of the action says why and in which step.
 *
 * @param since when the failure was seen
 */
record Explaining(MigrationCase about, MigrationRecord row, Optional<Following.Breaking> breaking, Instant since)
        implements Supervision {

    @Override
    public Step on(Answer answer, Instant at) {
        if (answer instanceof Answer.Explained explained) return conclude(explained.fault());
        if (answer instanceof Answer.Silent) {
            if (!at.isBefore(since.plus(Limits.EXPLAIN))) return conclude(Optional.empty());
            return new Step(this, new Action.Explain(Duration.ofSeconds(2), about.request()));
        }
        throw new AssertionError("explaining does not expect " + answer);
    }

    /** Without a destination the scheduler found the pair impossible; preparing is the destination's own refusal. */
    private Step conclude(Optional<MigrationFailure> fault) {
        String details = fault.map(MigrationFailure::details)
                .filter(text -> !text.isBlank())
                .orElse("Nova gives no reason");
        if (row.destination().isEmpty()
                || fault.filter(MigrationFailure::beforeCopying).isPresent()) {
            return about.end(new Outcome.Refused("Nova would not move it to "
                    + about.order().destination() + ": " + MigrationCase.sentence(details)));
        }
        String aborted = breaking.map(b -> " (" + b.why() + ")").orElse("");
        return about.fail("the migration ended as " + row.status() + aborted + ": " + MigrationCase.sentence(details));
    }
}
