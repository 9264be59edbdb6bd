package io.drover.amqp;

import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.node.Network;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The network over AMQP. A unicast to a host without an agent comes back at once as {@link Event.Undelivered}; other
 * messages may be lost. While the broker is away, what is sent waits for as long as it is worth and there is room.
 */
public final class AmqpNetwork implements Network, AutoCloseable {

    private final Outbox outbox;
    private final Link link;
    private final ExecutorService hearing;

    private AmqpNetwork(Outbox outbox, Link link, ExecutorService hearing) {
        this.outbox = outbox;
        this.link = link;
        this.hearing = hearing;
    }

    /**
     * Connects, or fails within the settings' timeout for each broker.
     *
     * @param clock stamps events
     * @param events hears on threads of the network; should not wait, and may refuse by {@code
     *     RejectedExecutionException}, which is counted
     */
    public static AmqpNetwork open(
            AmqpSettings settings,
            Trust trust,
            TrafficCounters traffic,
            InstantSource clock,
            Consumer<Event> events,
            LinkListener listener)
            throws TransportException {
        ExecutorService hearing = hearing();
        Inbox inbox = new Inbox(settings.station().name(), trust, traffic, clock, events);
        Outbox outbox = new Outbox(settings.outbox(), trust.seal(), traffic);
        Link link = new Link(settings, new Dialer(settings, hearing), inbox, outbox.receipts(), listener);
        AmqpNetwork network = new AmqpNetwork(outbox, link, hearing);
        try {
            link.connect();
            outbox.start(link);
            return network;
        } catch (TransportException e) {
            network.hearing.shutdownNow();
            throw e;
        }
    }

    @Override
    public void send(Envelope envelope, Duration worth) {
        outbox.offer(OutgoingMessage.of(envelope, worth));
    }

    /** Whether the broker is there, or this has tried to reach it within that time: a broker may be away for long. */
    public boolean lives(Duration within) {
        return link.lives(within);
    }

    /** Sends what still waits, then leaves; takes a few seconds at most. */
    @Override
    public void close() {
        try {
            outbox.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
        hearing.shutdownNow();
    }

    /** One thread keeps the order; the client bounds what may wait for it, and then stops reading. */
    private static ExecutorService hearing() {
        return new ThreadPoolExecutor(
                1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> Dialer.daemon(task, "drover-hear"));
    }
}
