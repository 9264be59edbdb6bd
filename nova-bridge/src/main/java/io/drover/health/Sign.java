package io.drover.health;

import java.time.Duration;
import java.util.Objects;

/**
 * One thing that a service needs in order to work.
 *
 * @param check its name, one word
 * @param since how long ago it was seen to work; zero: it does now
 * @param within the longest {@code since} that is healthy
 * @param detail what is known of it, for people; may be empty
 */
public record Sign(String check, Duration since, Duration within, String detail) {

    public Sign {
        Objects.requireNonNull(detail);
    }

    /** The same sign, looked at so much later. */
    Sign after(Duration passed) {
        return new Sign(check, since.plus(passed), within, detail);
    }

    boolean good() {
        return since.compareTo(within) <= 0;
    }
}
