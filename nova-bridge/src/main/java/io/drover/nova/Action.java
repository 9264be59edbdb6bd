package io.drover.nova;

import io.drover.model.Outcome;
import java.time.Duration;
import java.util.Optional;

/** What a supervision wants done next: one thing at a time, answered by one {@link Answer}. */
public sealed interface Action {

    /** Read server, destination and past migrations, after this long. Answered by Checked or Silent. */
    record Check(Duration after) implements Action {}

    /** Ask Nova for the live migration. Wanted at most once. Answered by Accepted, Rejected or Lost. */
    record Ask() implements Action {}

    /** Read server, migrations and progress, after this long. Answered by Seen or Silent. */
    record Look(Duration after) implements Action {}

    /** Break it off. Answered by AbortTaken or AbortRefused. */
    record Abort(long migration) implements Action {}

    /** Have Nova complete it, whatever its guest does. Answered by AbortTaken or AbortRefused, too. */
    record Force(long migration) implements Action {}

    /** Read why it broke off, after this long. Answered by Explained or Silent. */
    record Explain(Duration after, Optional<String> request) implements Action {}

    /** Over. */
    record End(Outcome outcome) implements Action {}
}
