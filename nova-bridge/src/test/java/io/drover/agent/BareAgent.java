package io.drover.agent;

import io.drover.amqp.AmqpNetwork;
import io.drover.amqp.AmqpSettings;
import io.drover.amqp.LinkState;
import io.drover.amqp.Subscription;
import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.amqp.Trust;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Pauses;
import io.drover.auction.Proposals;
import io.drover.engine.AuctionEngine;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.model.Profile;
import io.drover.node.Cloud;
import io.drover.node.Journal;
import io.drover.node.Node;
import io.drover.runtime.PooledPace;
import io.drover.runtime.Tempo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An agent with the deciding thread, the engine and the network of the product, in a world where a migration takes two
 * seconds. It keeps no journal.
 */
final class BareAgent implements AutoCloseable {

    private static final Duration COPYING = Duration.ofSeconds(2);
    private static final Duration TURN_EVERY = Duration.ofSeconds(45);

    private final String host;
    private final World world;
    private final List<String> hosts;
    private final Consumer<MigrationOrder> orders;
    private final TrafficCounters traffic = new TrafficCounters();
    private final PooledPace deciding;
    private final EventQueue ears;
    private final AuctionEngine engine;
    private final AmqpNetwork network;
    private Instant turn = Instant.now().plus(TURN_EVERY);
    private volatile LinkState link = LinkState.CUT;
    private volatile Instant linkedAt = Instant.EPOCH;

    /** Moves what it is told to, and always succeeds. */
    private final class Willing implements Cloud {

        @Override
        public void migrate(MigrationOrder order) {
            orders.accept(order);
            deciding.after(COPYING, () -> {
                world.move(order.server(), order.source(), order.destination());
                end(order, new Outcome.Done(COPYING.toSeconds()));
            });
        }

        @Override
        public void watch(MigrationOrder order, Instant giveUpAt) {
            throw new AssertionError("nothing was kept that could be watched");
        }

        @Override
        public void refuse(MigrationOrder order, String reason) {
            end(order, new Outcome.Skipped(reason));
        }

        private void end(MigrationOrder order, Outcome outcome) {
            ears.hear(new Event.MigrationEnded(Instant.now(), order.auction(), order.server(), outcome));
        }
    }

    private static final class Forgetful implements Journal {

        @Override
        public void heard(Event event) {
            // nothing is replayed
        }

        @Override
        public boolean decided(Effect effect) {
            return true;
        }
    }

    /**
     * Connects.
     *
     * @param hosts all that Nova lists
     * @param orders hears on the deciding thread what is to be migrated
     */
    BareAgent(String host, World world, List<String> hosts, TransportUrl url, Consumer<MigrationOrder> orders)
            throws TransportException {
        this.host = host;
        this.world = world;
        this.hosts = hosts;
        this.orders = orders;
        this.deciding = new PooledPace("decide-" + host, 1, Tempo.REAL.clock(), 1);
        this.ears = new EventQueue(deciding);
        this.network = AmqpNetwork.open(
                AmqpSettings.of(url, Subscription.agent(host, "nova")),
                Trust.IN_EVERYBODY,
                traffic,
                Tempo.REAL.clock(),
                ears::hear,
                this::linked);
        long seed = host.hashCode();
        engine = new AuctionEngine(Profile.DEFAULT.settings().on(host).in("nova"), new SplittableRandom(seed));
        AgentClock clock = new AgentClock(deciding, timer -> ears.hear(new Event.Rang(Instant.now(), timer)));
        AgentNetwork voice = new AgentNetwork(network, traffic, new RunningMigrations(), Tempo.REAL);
        ears.open(new Node(engine, clock, voice, new Willing(), new Forgetful()));
        ears.hear(new Event.Started(Instant.now(), Pauses.NONE, Drains.NONE, Proposals.NONE, hosts));
    }

    private void linked(LinkState state, String detail) {
        link = state;
        linkedAt = Instant.now();
        if (state == LinkState.RECOVERED) ears.hear(new Event.Reconnected(linkedAt));
    }

    /** Looks at its host, and at the list of hosts when it is its turn to. */
    void sample() {
        Instant now = Instant.now();
        ears.hear(new Event.Observed(now, world.seen(host, now)));
        if (now.isBefore(turn)) return;
        turn = now.plus(TURN_EVERY);
        deciding.after(Duration.ZERO, () -> {
            if (engine.readsList(now)) ears.hear(new Event.PeersListed(now, hosts, List.of(), true));
        });
    }

    String host() {
        return host;
    }

    TrafficCounters traffic() {
        return traffic;
    }

    boolean connected() {
        return link == LinkState.CONNECTED || link == LinkState.RECOVERED;
    }

    /** Since when its link is as it is. */
    Instant linkedAt() {
        return linkedAt;
    }

    int peers() {
        return decided(() -> engine.peers().size());
    }

    /** Negotiations that it takes part in. */
    int negotiations() {
        return decided(() -> engine.open().size());
    }

    private int decided(java.util.function.IntSupplier question) {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        deciding.after(Duration.ZERO, () -> answer.complete(question.getAsInt()));
        return answer.join();
    }

    @Override
    public void close() {
        network.close();
        deciding.close();
    }
}
