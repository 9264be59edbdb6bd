package io.drover.benchmark;

import static org.awaitility.Awaitility.await;

import io.drover.amqp.AmqpNetwork;
import io.drover.amqp.AmqpSettings;
import io.drover.amqp.Subscription;
import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.amqp.Trust;
import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.TimerId;
import io.drover.engine.AuctionEngine;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.MigrationOrder;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.node.Clock;
import io.drover.node.Cloud;
import io.drover.node.Journal;
import io.drover.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One agent without an OpenStack: engine, thread, connection. Its host has 16 CPUs and ten servers. */
final class BrokerPeer implements Clock, Cloud, Journal, AutoCloseable {

    private static final int CPUS = 16;

    private final BlockingQueue<Long> calls = new LinkedBlockingQueue<>();
    private final String host;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AmqpNetwork network;
    private final Node node;
    private volatile long heardAt = System.nanoTime();
    private volatile int invited;
    private volatile boolean greeted;
    private Instant sampledAt = Instant.now().minusSeconds(1000);

    /**
     * @param settings for any host
     */
    BrokerPeer(String host, String exchange, Settings settings, long seed) throws TransportException {
        this.host = host;
        String url = Optional.ofNullable(System.getenv("DROVER_TEST_TRANSPORT_URL"))
                .orElse("rabbit://minicloud:minicloud@127.0.0.1:5672/");
        AmqpSettings station = AmqpSettings.of(TransportUrl.parse(url), Subscription.agent(host, "nova"))
                .withExchange(exchange);
        this.network = AmqpNetwork.open(
                station, Trust.IN_EVERYBODY, new TrafficCounters(), Instant::now, this::hear, (state, detail) -> {});
        Settings own = new Settings(
                host,
                "nova",
                settings.mode(),
                settings.strategy(),
                settings.auction(),
                settings.migration(),
                settings.load());
        this.node = new Node(new AuctionEngine(own, new SplittableRandom(seed)), this, network, this, this);
    }

    String host() {
        return host;
    }

    /** When Nova was asked to migrate, by {@link System#nanoTime}. */
    BlockingQueue<Long> calls() {
        return calls;
    }

    /** How many peers its last auction invited. */
    int invited() {
        return invited;
    }

    /** It is told Nova's list, as often as it takes: at each it greets but some of those that it does not know. */
    void meet(List<String> listed) {
        await().atMost(60, TimeUnit.SECONDS).until(() -> {
            greeted = false;
            hear(new Event.PeersListed(Instant.now(), listed));
            awaitQuiet();
            return !greeted;
        });
    }

    void hear(Event event) {
        heardAt = System.nanoTime();
        thread.execute(() -> node.on(event));
    }

    /** A sample, ten seconds after the one before. */
    void observe(double serverLoad) {
        observe(sampledAt.plusSeconds(10), serverLoad);
    }

    void observe(Instant at, double serverLoad) {
        sampledAt = at;
        List<ServerObservation> servers = new ArrayList<>();
        for (int i = 0; i < 10; i++) servers.add(server(i, serverLoad / 4));
        hear(new Event.Observed(
                Instant.now(),
                new HostObservation(
                        sampledAt,
                        CPUS,
                        OptionalDouble.of(10 * serverLoad / 4 * 0.7),
                        HostUsage.UNKNOWN,
                        Resources.of(1000, 100_000, 1000),
                        Optional.empty(),
                        servers,
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty())));
    }

    private ServerObservation server(int index, double load) {
        String id = new UUID(host.hashCode(), index).toString();
        Resources resources = Resources.of(4, 1024, 10);
        return ServerObservation.of(id, 4)
                .load(Math.min(4, load * (1 + index / 10.0)))
                .memoryMib(1024)
                .dirtyRate(1)
                .resources(resources)
                .build();
    }

    /** Nobody has said anything for a while: all have met. */
    void awaitQuiet() {
        await().atMost(30, TimeUnit.SECONDS).until(() -> System.nanoTime() - heardAt > TimeUnit.SECONDS.toNanos(1));
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public void ring(TimerId timer, Duration after) {
        thread.schedule(() -> node.on(new Event.Rang(Instant.now(), timer)), after.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void cancel(TimerId timer) {}

    @Override
    public void migrate(MigrationOrder order) {
        calls.add(System.nanoTime());
    }

    @Override
    public void watch(MigrationOrder order, Instant giveUpAt) {}

    @Override
    public void refuse(MigrationOrder order, String reason) {}

    @Override
    public void heard(Event event) {}

    @Override
    public boolean decided(Effect effect) {
        if (effect instanceof Effect.Say say && say.note() instanceof Note.Opened opening) {
            invited = opening.invited();
        }
        if (effect instanceof Effect.Send send && greets(send.envelope())) greeted = true;
        return true;
    }

    private static boolean greets(Envelope envelope) {
        return envelope.message() instanceof Message.Hello && envelope.to() instanceof Address.Host;
    }

    @Override
    public void close() {
        network.close();
        thread.shutdownNow();
    }
}
