package io.drover.dashboard;

import java.time.Duration;

/**
 * How live the live updates are.
 *
 * @param spacing the least time between two words to one page
 * @param heartbeat the longest silence to one page
 * @param patience how long a page may take to accept a word before its place is given away
 * @param listeners pages at a time
 */
record EventPace(Duration spacing, Duration heartbeat, Duration patience, int listeners) {

    static final EventPace USUAL =
            new EventPace(Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(30), 32);
}
