package io.drover.agent;

import io.drover.auction.Event;
import io.drover.node.Node;
import io.drover.runtime.Pace;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings events from all threads onto the engine's one thread, at most so many at a time. */
final class EventQueue {

    private static final Logger LOG = LoggerFactory.getLogger(EventQueue.class);
    private static final int WAITING_AT_MOST = 20_000;

    private final Pace pace;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Node node;

    EventQueue(Pace pace) {
        this.pace = pace;
    }

    /** From here on events are handed over; earlier ones are dropped. */
    void open(Node listener) {
        node = listener;
    }

    /**
     * @throws RejectedExecutionException when too many wait, or the agent is closed
     */
    void hear(Event event) {
        Node listener = node;
        if (listener == null) return;
        if (waiting.incrementAndGet() > WAITING_AT_MOST) {
            waiting.decrementAndGet();
            throw new RejectedExecutionException("the engine is behind");
        }
        try {
            pace.after(Duration.ZERO, () -> {
                waiting.decrementAndGet();
                tell(listener, event);
            });
        } catch (RejectedExecutionException closed) {
            waiting.decrementAndGet();
            throw closed;
        }
    }

    /** An error in the engine must not silence it: the next event finds it as it is. */
    private static void tell(Node listener, Event event) {
        try {
            listener.on(event);
        } catch (RuntimeException | AssertionError e) {
            LOG.error("an event could not be dealt with: {}", event.getClass().getSimpleName(), e);
        }
    }
}
