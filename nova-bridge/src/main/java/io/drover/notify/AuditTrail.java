package io.drover.notify;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.config.SupervisionConfig.Notifications;
import io.drover.node.Journal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a notification bus of OpenStack's each migration that this host begins and how it ends, as CADF events (DMTF
 * DSP0262). Decisions never wait for it: what finds no room is dropped.
 */
public final class AuditTrail implements Journal, AutoCloseable {

    private static final int WAITING_AT_MOST = 1_000;
    private static final Logger LOG = LoggerFactory.getLogger("drover");

    private final CadfEvents events;
    private final InstantSource clock;
    private final BlockingQueue<CadfEvents.Notification> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private final BusSender sender;
    private boolean behind;

    /**
     * @param host that the events are about
     */
    public AuditTrail(Notifications bus, String host, InstantSource clock) {
        this.events = new CadfEvents(host);
        this.clock = clock;
        this.sender = new BusSender(bus, host, waiting);
        LOG.info("audit events go to {}", bus);
    }

    @Override
    public void heard(Event event) {}

    @Override
    public boolean decided(Effect effect) {
        if (effect instanceof Effect.Say say) tell(say.note());
        return true;
    }

    private void tell(Note note) {
        Optional<CadfEvents.Notification> event = events.of(note, clock.instant());
        if (event.isEmpty()) return;
        boolean room = waiting.offer(event.get());
        if (!room && !behind) LOG.warn("the audit bus is behind, events are dropped");
        behind = !room;
    }

    /** What waits is left. */
    @Override
    public void close() {
        sender.close();
    }
}
