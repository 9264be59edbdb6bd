package io.drover.fleet;

import io.drover.amqp.AmqpNetwork;
import io.drover.amqp.AmqpSettings;
import io.drover.amqp.Subscription;
import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.config.BusConfig;
import io.drover.wire.DropReason;
import io.drover.wire.MessageSeal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A command's short stay among the agents: it asks, and hears what is said to it alone. Agents do not take it for one
 * of them. One thread.
 */
public final class FleetVisit implements AutoCloseable {

    private static final int WAITING_AT_MOST = 20_000;

    /** Begins the ids of its messages: another command may speak under the same name. */
    private final String stay = UUID.randomUUID().toString();

    private final String name;
    private final BlockingQueue<Event> heard = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private final TrafficCounters traffic = new TrafficCounters();
    private final InstantSource clock;
    private AmqpNetwork network;
    private long sequence;

    private FleetVisit(String name, InstantSource clock) {
        this.name = name;
        this.clock = clock;
    }

    /**
     * Connects, and declares an exclusive queue that goes with the connection.
     *
     * @param timeout of connecting to each broker
     * @throws TransportException with one sentence when no broker can be used
     * @throws IllegalArgumentException with one sentence when the URL or the fleet key is of no use
     */
    public static FleetVisit open(BusConfig bus, Duration timeout, InstantSource clock) throws TransportException {
        FleetVisit visit = new FleetVisit(bus.speaker("visitor-" + UUID.randomUUID()), clock);
        AmqpSettings usual = AmqpSettings.of(TransportUrl.parse(bus.transportUrl()), Subscription.visitor(visit.name));
        AmqpSettings settings = new AmqpSettings(
                usual.url(), usual.exchange(), usual.station(), usual.heartbeat(), timeout, usual.outbox());
        visit.network = AmqpNetwork.open(
                settings,
                bus.trust(MessageSeal.WINDOW, clock),
                visit.traffic,
                clock,
                visit::hear,
                (state, detail) -> {});
        return visit;
    }

    private void hear(Event event) {
        if (!heard.offer(event)) throw new RejectedExecutionException("the command is behind");
    }

    /** To one host without an agent it comes back as {@link Event.Undelivered}. */
    public void ask(Address to, Message message, Duration worth) {
        String id = stay + "/" + ++sequence;
        network.send(new Envelope(id, name, to, "", clock.instant(), message), worth);
    }

    /** The next message or returned one; empty: none within so many nanoseconds. */
    public Optional<Event> next(long nanos) throws InterruptedException {
        return Optional.ofNullable(heard.poll(nanos, TimeUnit.NANOSECONDS));
    }

    /** Answers that were not signed with this fleet's key, or not at all, and so were not heard. */
    public long distrusted() {
        return traffic.dropped(DropReason.FORGED) + traffic.dropped(DropReason.UNSIGNED);
    }

    @Override
    public void close() {
        network.close();
    }
}
