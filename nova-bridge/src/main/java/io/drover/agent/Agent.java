package io.drover.agent;

import com.google.inject.Guice;
import com.google.inject.Injector;
import io.drover.amqp.AmqpNetwork;
import io.drover.amqp.AmqpSettings;
import io.drover.amqp.LinkState;
import io.drover.amqp.Subscription;
import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TransportException;
import io.drover.amqp.TransportUrl;
import io.drover.auction.Event;
import io.drover.auction.Report.Underway;
import io.drover.config.AgentConfig;
import io.drover.config.SupervisionConfig;
import io.drover.config.WebConfig;
import io.drover.engine.AuctionEngine;
import io.drover.engine.Engine;
import io.drover.health.Pulse;
import io.drover.journal.JournalRun;
import io.drover.journal.JsonJournal;
import io.drover.journal.PreviousRuns;
import io.drover.journal.RestoredState;
import io.drover.journal.RotationLimits;
import io.drover.model.HostInfo;
import io.drover.model.Settings;
import io.drover.node.Journal;
import io.drover.node.Network;
import io.drover.node.Node;
import io.drover.nova.Limits;
import io.drover.nova.MigrationApi;
import io.drover.nova.MigrationListener;
import io.drover.nova.NovaCloud;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import io.drover.runtime.PooledPace;
import io.drover.runtime.StartException;
import io.drover.runtime.Tempo;
import io.drover.telemetry.Sampler;
import io.drover.wire.MessageSeal;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One host's agent, running. One thread decides; two ask Nova, two sample, and the network has its own. Started whole
 * or not at all.
 */
public final class Agent implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final Duration RELEASE_PATIENCE = Duration.ofSeconds(5);
    private static final int ORDERS_AT_MOST = 64;

    private final Tempo tempo;
    private final PooledPace deciding;
    private final PooledPace asking;
    private final PooledPace supervising;
    private final EventQueue ears;
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final TrafficCounters traffic;
    private final Session session;
    private final RunningMigrations running;
    private JsonJournal journal;
    private Engine engine;
    private AmqpNetwork network;
    private NovaCloud cloud;
    private NovaBus novaBus;
    private JournalListeners listeners;
    private Pulse pulse;
    private final SignsOfLife signs;

    private Agent(AgentConfig config, Tempo tempo, Injector parts) {
        this.tempo = tempo;
        this.signs = SignsOfLife.of(config, tempo, this::caughtUp);
        this.traffic = parts.getInstance(TrafficCounters.class);
        this.session = parts.getInstance(Session.class);
        this.running = parts.getInstance(RunningMigrations.class);
        this.deciding = new PooledPace("drover-decide-" + config.host(), 1, tempo.clock(), tempo.speed());
        this.asking = new PooledPace("drover-ask-" + config.host(), 2, tempo.clock(), tempo.speed());
        this.supervising = new PooledPace("drover-nova-" + config.host(), 2, tempo.clock(), tempo.speed());
        this.ears = new EventQueue(deciding);
        for (PooledPace each : List.of(deciding, asking, supervising)) each.onError(this::fatal);
    }

    /** Half an agent is worse than none: systemd starts a whole one. */
    private void fatal(Error error) {
        lost.complete("ended by an error that nothing recovers from: " + error);
    }

    /**
     * @param listener hears every event and decision after the journal has kept it
     * @throws StartException when the cloud, the broker or the state directory does not allow it
     */
    public static Agent start(AgentConfig config, Tempo tempo, Journal listener) throws StartException {
        Injector parts = Guice.createInjector(new AgentModule(config, tempo));
        NovaHost own = NovaHost.of(parts.getInstance(NovaClient.class), config.host());
        Agent agent = new Agent(config, tempo, parts);
        try {
            Settings settings = config.engine()
                    .on(own.hypervisor())
                    .settings(config.host(), config.group().orElse(own.zone()));
            agent.begin(config, parts, settings, listener);
            return agent;
        } catch (TransportException | IOException | IllegalArgumentException e) {
            agent.close(Duration.ZERO);
            throw new StartException(e.getMessage(), e);
        }
    }

    private void begin(AgentConfig config, Injector parts, Settings settings, Journal listener)
            throws TransportException, IOException {
        long seed = new SecureRandom().nextLong();
        JournalRun run = new JournalRun(
                settings, config.windows(), config.zone(), seed, tempo.clock().instant());
        journal = JsonJournal.open(config.statePath(), run, RotationLimits.DEFAULT, tempo.clock());
        cloud = new NovaCloud(
                parts.getInstance(MigrationApi.class),
                new NovaCloud.Settings(config.host(), parts.getInstance(Limits.class), ORDERS_AT_MOST),
                supervising,
                new SeenLeaving(parts.getInstance(Sampler.class)::left, ears::hear),
                parts.getInstance(MigrationListener.class));
        network = connect(config, settings.group());
        engine = new AuctionEngine(settings, new SplittableRandom(seed));
        AgentClock clock = new AgentClock(
                deciding, timer -> ears.hear(new Event.Rang(tempo.clock().instant(), timer)));
        Network voice = new AgentNetwork(network, traffic, running, tempo);
        Sampler sampler = parts.getInstance(Sampler.class);
        listeners = JournalListeners.of(
                config,
                new ObservedJournal(new SamplerAlerts(config.host(), sampler::alert, sampler::doubt), listener),
                tempo.clock(),
                this::metrics);
        ears.open(new Node(
                engine, clock, voice, cloud, new ObservedJournal(new LoggingJournal(journal), listeners.all())));
        resume(
                journal.found(),
                settings.mode().takesPart()
                        ? ListedHosts.known(journal.found().kept().peers(), parts.getInstance(NovaClient.class))
                        : List.of());
        session.onRenewal(this::notice);
        if (settings.mode().takesPart()) {
            new PeriodicTasks(ears, tempo, asking, this::readsList).open(parts, config.host(), this::notice, signs);
        }
        config.supervision().notifications().ifPresent(bus -> listen(bus, config.host(), sampler));
        pulse = new Pulse(config.statePath(), "agent", config.host(), signs::now).start();
        LOG.info("the agent of {} has started, mode {}", config.host(), settings.mode());
    }

    private AgentMetrics metrics(WebConfig where) throws IOException {
        return new AgentMetrics(where, session, traffic, signs::connected, this::self, tempo.clock());
    }

    private AmqpNetwork connect(AgentConfig config, String group) throws TransportException {
        return AmqpNetwork.open(
                AmqpSettings.of(
                        TransportUrl.parse(config.bus().transportUrl()), Subscription.agent(config.host(), group)),
                config.bus().trust(window(), tempo.clock()),
                traffic,
                tempo.clock(),
                ears::hear,
                this::linked);
    }

    /** In the agent's own time, for clocks of hosts differ in real time. */
    private Duration window() {
        return Duration.ofNanos((long) (MessageSeal.WINDOW.toNanos() * tempo.speed()));
    }

    private void linked(LinkState state, String detail) {
        signs.linked(state, detail);
        if (state == LinkState.TAKEN) lost.complete(detail);
        if (state == LinkState.RECOVERED)
            ears.hear(new Event.Reconnected(tempo.clock().instant()));
        if (state == LinkState.CONNECTED || state == LinkState.RECOVERED) LOG.info("broker: {}", detail);
        else if (state != LinkState.TAKEN) LOG.warn("broker: {}", detail);
    }

    private void listen(SupervisionConfig.Notifications notifications, String host, Sampler sampler) {
        novaBus = new NovaBus(notifications, host, asking, server -> {
            cloud.wake(server);
            sampler.alert(server);
        });
        novaBus.open();
    }

    private void resume(PreviousRuns found, List<String> peers) {
        RestoredState kept = found.kept();
        ears.hear(new Event.Started(tempo.clock().instant(), kept.pauses(), kept.drains(), kept.proposals(), peers));
        if (found.brokenOff()) notice("the run before was broken off: killed, or crashed");
        kept.open().forEach(order -> ears.hear(new Event.Resumed(tempo.clock().instant(), order)));
    }

    /** For the journal, and through it for the log. */
    private void notice(String sentence) {
        try {
            ears.hear(new Event.Noticed(tempo.clock().instant(), sentence));
        } catch (RejectedExecutionException closed) {
            LOG.info("{}", sentence);
        }
    }

    /** Completed with one sentence when the agent cannot go on and must be stopped. */
    public CompletableFuture<String> lost() {
        return lost;
    }

    /** What it said and heard so far; counts on. */
    public TrafficCounters traffic() {
        return traffic;
    }

    /** The migrations that it has asked Nova for and that run. */
    public List<Underway> underway() {
        return running.now();
    }

    /**
     * The host as its agent would describe it to its peers now. Never completes when the agent is closed meanwhile.
     *
     * @throws RejectedExecutionException once it is closed
     */
    public CompletableFuture<HostInfo> self() {
        return decided(() -> engine.self(tempo.clock().instant()));
    }

    /**
     * Completed by the deciding thread after what it was told before; never when it hangs or is closed meanwhile.
     *
     * @throws RejectedExecutionException once it is closed
     */
    public CompletableFuture<Void> caughtUp() {
        return decided(() -> null);
    }

    private CompletableFuture<Boolean> readsList() {
        return decided(() -> engine.readsList(tempo.clock().instant()));
    }

    private <T> CompletableFuture<T> decided(Supplier<T> question) {
        CompletableFuture<T> told = new CompletableFuture<>();
        deciding.after(Duration.ZERO, () -> told.complete(question.get()));
        return told;
    }

    /** {@link #caughtUp}, and fails when the broker's link or the sampler show no sign of life. */
    public CompletableFuture<Void> alive() {
        return signs.alive(network::lives);
    }

    /**
     * Releases open auctions, supervises running migrations to their end for as long as {@code patience} of real time
     * allows, and leaves. What is not finished then is in the journal, and the next start watches it.
     */
    public void close(Duration patience) {
        try {
            release();
            if (cloud != null)
                cloud.stop(patience)
                        .forEach(o -> LOG.warn("the next start will watch the migration of {}", o.server()));
            if (novaBus != null) novaBus.close();
            if (network != null) network.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (listeners != null) listeners.close();
        if (pulse != null) pulse.close();
        List.of(asking, supervising, deciding).forEach(PooledPace::close);
        try {
            if (journal != null) journal.close();
        } catch (IOException e) {
            LOG.error("the journal could not be closed", e);
        }
    }

    private void release() throws InterruptedException {
        if (network == null) return;
        ears.hear(new Event.Stopping(tempo.clock().instant()));
        try {
            caughtUp().get(RELEASE_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("open auctions are left to their leases");
        }
    }

    @Override
    public void close() {
        close(Duration.ZERO);
    }
}
