package io.drover.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.amqp.AmqpNetwork;
import io.drover.amqp.AmqpSettings;
import io.drover.amqp.Station;
import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.amqp.Trust;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.engine.AuctionEngine;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.MigrationOrder;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.node.Clock;
import io.drover.node.Cloud;
import io.drover.node.Journal;
import io.drover.node.Node;
import io.drover.simulation.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From "this sample makes the host hot" to the call of Nova, with N engines in one process, each with its own
 * connection to a real RabbitMQ. Prints the figures; fails only if an auction waits its reply timeout out.
 */
@Tag("broker")
class HotToCallTest {

    private static final int ROUNDS = 10;
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(10);
    private static final int CPUS = 16;

    @ParameterizedTest
    @ValueSource(ints = {4, 50})
    void noAuctionWaitsForItsTimeout(int agents) throws Exception {
        long[] micros = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) micros[round] = round(agents, round);
        Arrays.sort(micros);
        System.out.printf(
                "hot to live-migrate call, %d agents, %d auctions: median %.1f ms, 90 %% %.1f ms, max %.1f ms%n",
                agents, ROUNDS, micros[ROUNDS / 2] / 1e3, micros[ROUNDS * 9 / 10] / 1e3, micros[ROUNDS - 1] / 1e3);
        assertThat(micros[ROUNDS - 1]).isLessThan(TimeUnit.SECONDS.toMicros(REPLY_TIMEOUT.toSeconds()));
    }

    /** A fleet of its own each time: after a move its hosts would settle. */
    private static long round(int agents, int round) throws Exception {
        String exchange = "hot-to-call-" + UUID.randomUUID();
        List<Agent> fleet = new ArrayList<>();
        try {
            for (int i = 0; i < agents; i++) fleet.add(new Agent("host-" + i, exchange, round));
            for (Agent agent : fleet) agent.hear(new Event.Started(Instant.now(), Pauses.NONE));
            for (int sample = 0; sample < 5; sample++) for (Agent agent : fleet) agent.observe(0.4);
            for (Agent agent : fleet) agent.awaitQuiet();
            long hot = System.nanoTime();
            fleet.get(0).observe(8);
            Long called = fleet.get(0).calls.poll(30, TimeUnit.SECONDS);
            assertThat(called).as("a migration").isNotNull();
            assertThat(fleet.get(0).invited).isEqualTo(agents - 1);
            return (called - hot) / 1000;
        } finally {
            for (Agent agent : fleet) agent.close();
        }
    }

    /** One agent without an OpenStack: engine, thread, connection. */
    private static final class Agent implements Clock, Cloud, Journal, AutoCloseable {

        final BlockingQueue<Long> calls = new LinkedBlockingQueue<>();

        private final String host;
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private volatile long heardAt = System.nanoTime();
        private volatile int invited;
        private final AmqpNetwork network;
        private final Node node;
        private Instant sampledAt = Instant.now().minusSeconds(1000);

        Agent(String host, String exchange, long seed) throws TransportException {
            this.host = host;
            String url = Optional.ofNullable(System.getenv("DROVER_TEST_TRANSPORT_URL"))
                    .orElse("rabbit://minicloud:minicloud@127.0.0.1:5672/");
            AmqpSettings settings = AmqpSettings.of(TransportUrl.parse(url), Station.agent(host, "nova"))
                    .withExchange(exchange);
            this.network = AmqpNetwork.open(
                    settings,
                    Trust.IN_EVERYBODY,
                    new TrafficCounters(),
                    Instant::now,
                    this::hear,
                    (state, detail) -> {});
            this.node = new Node(new AuctionEngine(settings(), new SplittableRandom(seed)), this, network, this, this);
        }

        private Settings settings() {
            Settings any = Profile.DEFAULT.settings(StrategyName.PUSH, Thresholds.DEFAULT, false);
            return new Settings(
                    host,
                    "nova",
                    any.mode(),
                    any.strategy(),
                    any.auction(),
                    any.migration(),
                    new Settings.LoadSettings(1, Duration.ofDays(1), any.load().estimate()));
        }

        void hear(Event event) {
            heardAt = System.nanoTime();
            thread.execute(() -> node.on(event));
        }

        void observe(double serverLoad) {
            sampledAt = sampledAt.plusSeconds(10);
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
            return new ServerObservation(
                    id,
                    4,
                    OptionalDouble.of(Math.min(4, load * (1 + index / 10.0))),
                    1024,
                    OptionalDouble.of(1),
                    resources,
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
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
            if (effect instanceof Effect.Say say && say.note().kind() == Note.Kind.OPENED) {
                invited = (Integer) say.note().facts().get("invited");
            }
            return true;
        }

        @Override
        public void close() {
            network.close();
            thread.shutdownNow();
        }
    }
}
