package io.drover.engine;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.model.HostInfo;
import java.time.Instant;
import java.util.List;

/**
 * A function from events to effects: the same settings, seed and events give the same effects in any JVM. Not
 * thread-safe; never blocks; never throws on anything that can arrive from outside.
 */
public interface Engine {

    /** What to do about it, in this order. Events come in order of {@link Event#at()}. */
    List<Effect> on(Event event);

    /** Whether Nova's list of hosts is to be read now, for {@link Event.PeersListed}. */
    default boolean readsList(Instant now) {
        return true;
    }

    /** This host as it would describe itself to its peers now. */
    HostInfo self(Instant now);
}
