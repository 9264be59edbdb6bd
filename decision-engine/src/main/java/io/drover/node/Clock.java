package io.drover.node;

import io.drover.auction.TimerId;
import java.time.Duration;
import java.time.InstantSource;

/** Tells time and rings timers; a timer that rings comes back as an event on the node's own thread. */
public interface Clock extends InstantSource {

    /** Sets or replaces. */
    void ring(TimerId timer, Duration after);

    void cancel(TimerId timer);
}
