package io.drover.nova;

import java.time.Instant;

/** Nothing follows. */
record Finished() implements Supervision {

    @Override
    public Step on(Answer answer, Instant at) {
        throw new AssertionError("an answer after the end: " + answer);
    }
}
