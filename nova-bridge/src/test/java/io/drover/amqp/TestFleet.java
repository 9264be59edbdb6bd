package io.drover.amqp;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.wire.MessageType;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;

/** Agents' ends of a network on an exchange of their own, which is gone afterwards. */
final class TestFleet implements Closeable {

    static final Duration LONG = Duration.ofSeconds(30);

    private final TransportUrl url;
    private final String exchange = "amqp-test-" + UUID.randomUUID();
    private final List<Closeable> open = new ArrayList<>();

    TestFleet(TransportUrl url) {
        this.url = url;
    }

    /** What one agent says, hears and counts. */
    record Peer(
            String name,
            AmqpNetwork network,
            TrafficCounters traffic,
            BlockingQueue<Event> events,
            BlockingQueue<LinkState> states) {

        Envelope says(Address to, Message message, Duration worth) {
            Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
            String auction = MessageType.of(message).inAuction() ? name + "/1" : "";
            Envelope envelope = new Envelope(UUID.randomUUID().toString(), name, to, auction, now, message);
            network.send(envelope, worth);
            return envelope;
        }

        Envelope says(Address to) {
            return says(to, new Message.ResourceRelease("a test"), LONG);
        }

        Envelope hears() throws InterruptedException {
            Event event = next();
            if (event instanceof Event.Heard heard) return heard.envelope();
            throw new AssertionError(name + " heard no message but " + event);
        }

        /** Whether it is what is heard next. */
        boolean hears(Envelope envelope) throws InterruptedException {
            return hears().equals(envelope);
        }

        Event next() throws InterruptedException {
            Event event = events.poll(20, TimeUnit.SECONDS);
            if (event == null) throw new AssertionError(name + " heard nothing");
            return event;
        }

        Event nextWithin(Duration time) throws InterruptedException {
            return events.poll(time.toMillis(), TimeUnit.MILLISECONDS);
        }

        void waitsFor(LinkState state) throws InterruptedException {
            LinkState next;
            do {
                next = states.poll(30, TimeUnit.SECONDS);
                if (next == null) throw new AssertionError(name + " never was " + state);
            } while (next != state);
        }
    }

    Peer agent(String host, String group) throws TransportException {
        return join(settings(url, Subscription.agent(host, group)), Trust.IN_EVERYBODY);
    }

    AmqpSettings settings(TransportUrl by, Subscription station) {
        return AmqpSettings.of(by, station).withExchange(exchange);
    }

    /** The same brokers, reached over a relay. */
    TransportUrl over(Relay... relays) {
        List<TransportUrl.Broker> brokers = new ArrayList<>();
        for (Relay relay : relays) {
            TransportUrl.Broker far = url.brokers().get(0);
            brokers.add(new TransportUrl.Broker("localhost", relay.port(), far.user(), far.password()));
        }
        return new TransportUrl(brokers, url.virtualHost(), url.tls(), url.external());
    }

    Peer join(AmqpSettings settings, Trust trust) throws TransportException {
        Peer peer = open(settings, trust);
        open.add(peer.network()::close);
        return peer;
    }

    /** Whoever opens it closes its network. */
    static Peer open(AmqpSettings settings, Trust trust) throws TransportException {
        TrafficCounters traffic = new TrafficCounters();
        BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        BlockingQueue<LinkState> states = new LinkedBlockingQueue<>();
        AmqpNetwork network = AmqpNetwork.open(
                settings, trust, traffic, InstantSource.system(), events::add, (state, detail) -> states.add(state));
        return new Peer(settings.station().name(), network, traffic, events, states);
    }

    Relay relay() throws IOException {
        Relay relay = new Relay(url.brokers().get(0));
        open.add(relay);
        return relay;
    }

    String exchange() {
        return exchange;
    }

    /** A stranger's channel. */
    Channel stranger() throws IOException, TimeoutException {
        ConnectionFactory factory = new ConnectionFactory();
        TransportUrl.Broker broker = url.brokers().get(0);
        factory.setHost(broker.host());
        factory.setPort(broker.port());
        factory.setUsername(broker.user());
        factory.setPassword(broker.password());
        factory.setVirtualHost(url.virtualHost());
        Connection connection = factory.newConnection();
        open.add(connection::abort);
        return connection.createChannel();
    }

    static GetResponse get(Channel channel, String queue) {
        return Awaitility.await("a message in " + queue)
                .atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> channel.basicGet(queue, true), Objects::nonNull);
    }

    @Override
    public void close() throws IOException {
        try {
            Channel stranger = stranger();
            stranger.exchangeDeclare(exchange, BuiltinExchangeType.TOPIC, true);
            stranger.exchangeDelete(exchange);
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
        for (int i = open.size() - 1; i >= 0; i--) open.get(i).close();
    }
}
