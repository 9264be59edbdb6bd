package io.drover.simulation;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.engine.Engine;
import io.drover.model.Decimal;
import io.drover.model.Settings;
import io.drover.node.Node;
import io.drover.scenario.Incident;
import io.drover.scenario.Scenario;
import io.drover.scenario.ServerSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One run of a scenario: the composition root of a simulated fleet. Each part has its own random numbers, split off
 * the scenario's seed, so that a new draw in one does not shift the others.
 */
public final class Simulation {

    private static final Duration START_WITHIN = Duration.ofSeconds(10);
    /** How far it is the operator asks more than once, for words get lost. */
    private static final List<Duration> ASKED_BEFORE_THE_END = List.of(600L, 300L, 120L, 30L, 20L, 10L).stream()
            .map(Duration::ofSeconds)
            .toList();

    private static final Duration ORDER_AGAIN = Duration.ofSeconds(20);
    private static final Duration LISTING_AFTER = Duration.ofSeconds(60);

    private final Scenario scenario;
    private final Deciders deciders;
    private final SplittableRandom engineRandom;
    private final SplittableRandom cloudRandom;
    private final SplittableRandom sampleRandom;
    private final VirtualClock clock = new VirtualClock();
    private final Spectators spectators = new Spectators();
    private final Agents agents = new Agents();
    private final Metrics metrics;
    private final Violations violations;
    private final World world;
    private final SimulatedNova nova;
    private final SimulatedNetwork network;
    private final FaultInjection chaos;
    private final Optional<Controller> controller;
    private final List<DrainWatch> drains = new ArrayList<>();

    private Simulation(Scenario scenario, Deciders deciders, MessageSize size) {
        this.scenario = scenario;
        this.deciders = deciders;
        SplittableRandom random = new SplittableRandom(scenario.seed());
        this.engineRandom = random.split();
        this.cloudRandom = random.split();
        this.sampleRandom = random.split();
        this.metrics = new Metrics(
                scenario.hosts().size(),
                scenario.settings().strategy().thresholds().push());
        this.violations = new Violations(clock, scenario);
        SimulatedFleet fleet = new SimulatedFleet(scenario, clock, random.split(), this::loadChanged);
        this.world = new World(scenario, clock, fleet, spectators);
        Settings settings = scenario.settings();
        SimulatedLink link = new SimulatedLink(
                clock, scenario.conditions(), settings.migration().cost());
        this.nova = new SimulatedNova(clock, fleet, link, settings.migration().completionTimeout(), spectators);
        Partitions partitions = new Partitions();
        Outages outages = new Outages(scenario.hosts().size());
        long opens = scenario.conditions().established() ? START_WITHIN.toNanos() : 0;
        this.network = new SimulatedNetwork(
                world, agents, partitions, outages, new Traffic(size, metrics), opens, random.split());
        this.chaos = new FaultInjection(world, agents, partitions, outages, this::start, random.split());
        SplittableRandom central = random.split();
        this.controller = deciders.centre().map(centre -> new Controller(world, nova, centre, central));
    }

    /** Message sizes are estimated. */
    public static Result run(Scenario scenario, EngineFactory engines) {
        return run(scenario, engines, MessageSize.ESTIMATE);
    }

    public static Result run(Scenario scenario, EngineFactory engines, MessageSize size) {
        return new Simulation(scenario, Deciders.agents(engines), size).run();
    }

    public static Result run(Scenario scenario, Deciders deciders, MessageSize size) {
        return new Simulation(scenario, deciders, size).run();
    }

    /**
     * @param trace gets one line per event, effect and message
     */
    public static Result run(Scenario scenario, EngineFactory engines, MessageSize size, Consumer<String> trace) {
        return run(scenario, Deciders.agents(engines), size, trace);
    }

    /**
     * @param trace gets one line per event, effect and message
     */
    public static Result run(Scenario scenario, Deciders deciders, MessageSize size, Consumer<String> trace) {
        Simulation simulation = new Simulation(scenario, deciders, size);
        simulation.spectators.add(new Trace(simulation.clock, trace));
        return simulation.run();
    }

    /**
     * @param onlooker is told of every sample and every migration
     */
    public static Result run(Scenario scenario, EngineFactory engines, MessageSize size, Onlooker onlooker) {
        Simulation simulation = new Simulation(scenario, Deciders.agents(engines), size);
        simulation.spectators.add(new TruthReporter(simulation.clock, onlooker));
        return simulation.run();
    }

    private Result run() {
        prepare();
        long end = scenario.duration().toNanos();
        boolean more = true;
        while (more) more = step(end);
        spectators.finished();
        String strategy = scenario.settings().strategy().name().name().toLowerCase(Locale.ROOT);
        int servers = (int)
                scenario.servers().stream().filter(ServerSpec::thereAtStart).count();
        Metrics.Run run = new Metrics.Run(strategy, scenario.hosts().size(), servers, scenario.seed());
        Summary summary =
                metrics.summary(end, run, violations.count(), world.fleet().placements());
        List<Drained> drained = drains.stream().map(DrainWatch::result).toList();
        return new Result(summary, metrics.periods(), metrics.steps(), drained, violations.first());
    }

    /** An engine that throws has broken its promise: the run is over, and says how to see it again. */
    private boolean step(long end) {
        try {
            return clock.step(end);
        } catch (RuntimeException | AssertionError e) {
            throw new IllegalStateException(
                    "the simulation broke at " + Decimal.milliseconds(clock.now()) + " ms with seed " + scenario.seed()
                            + "; again: " + scenario.command(),
                    e);
        }
    }

    private void prepare() {
        spectators.add(new Scoring(world, metrics));
        for (Invariant invariant : invariants()) spectators.add(invariant);
        for (SimulatedHost host : world.fleet().hosts()) {
            loadChanged(host);
            SimulatedAgent agent = new SimulatedAgent(host, clock, spectators);
            agents.add(agent);
            clock.at(within(START_WITHIN), () -> start(agent));
            long interval = scenario.conditions().interval().toNanos();
            clock.every(within(scenario.conditions().interval()), interval, () -> sample(agent));
        }
        metrics.begin();
        if (scenario.conditions().established()) clock.at(START_WITHIN.toNanos(), this::acquaint);
        else clock.at(LISTING_AFTER.toNanos(), this::list);
        world.fleet().begin();
        chaos.begin();
        controller.ifPresent(Controller::begin);
        for (Incident incident : scenario.incidents()) plan(incident);
    }

    private List<Invariant> invariants() {
        return List.of(
                new OneHostPerServer(world.fleet(), violations),
                new OneMigrationPerServer(violations),
                new RoomForTheAccepted(world.fleet(), violations),
                new LoadOfTheAccepted(world, violations),
                new MemoryOfTheAccepted(world.scenario(), violations),
                new OnePromisePerBidder(world, violations),
                new EveryLockOpens(world, violations),
                new CooldownKept(world, violations),
                new FleetBalances(world, violations));
    }

    private void start(SimulatedAgent agent) {
        agent.start(this::running);
        agent.sample();
    }

    private SimulatedAgent.Running running(SimulatedAgent agent) {
        Settings settings = agent.settings(scenario.settings());
        int run = agent.run();
        Engine engine = deciders.engines().engine(settings, engineRandom.split());
        SimulatedTimers timers = new SimulatedTimers(clock, event -> agent.deliver(run, event));
        SimulatedCloud cloud = new SimulatedCloud(world, nova, agent, cloudRandom.split());
        Node node = new Node(engine, timers, network.of(agent), cloud, agent);
        SimulatedSampler sampler =
                new SimulatedSampler(agent.host(), settings.load().estimate());
        return new SimulatedAgent.Running(engine, node, timers, sampler);
    }

    private static void sample(SimulatedAgent agent) {
        if (agent.up()) agent.sample();
    }

    private void acquaint() {
        SplittableRandom random = sampleRandom.split();
        List<Envelope> greetings = agents.all().stream().map(this::greeting).toList();
        for (SimulatedAgent agent : agents.all()) {
            for (SimulatedAgent other : agents.acquaintances(agent, random)) {
                agent.deliver(agent.run(), new Event.Heard(clock.instant(), greetings.get(other.index())));
            }
        }
    }

    private Envelope greeting(SimulatedAgent agent) {
        Message greeting = new Message.HelloReply(agent.self(), List.of(), Pauses.NONE);
        return new Envelope(agent.name() + "/known", agent.name(), Address.FLEET, "", clock.instant(), greeting);
    }

    /** Nova's service list, to all agents, once they know each other and when it changes. */
    private void list() {
        List<String> hosts = world.fleet().hosts().stream()
                .filter(host -> host.closed.isEmpty())
                .map(SimulatedHost::name)
                .toList();
        for (SimulatedAgent agent : agents.all()) {
            agent.deliver(agent.run(), new Event.PeersListed(clock.instant(), hosts));
        }
    }

    private void plan(Incident incident) {
        if (incident instanceof Incident.Closure closure) {
            SimulatedHost host = world.fleet().host(closure.host());
            clock.at(closure.from().toNanos(), () -> close(host, Optional.of(closure.reason())));
            clock.at(closure.until().toNanos(), () -> close(host, Optional.empty()));
        } else if (incident instanceof Incident.Announcement said) {
            clock.at(said.from().toNanos(), () -> network.announce(announced(said)));
        } else if (incident instanceof Incident.Drain drain) {
            plan(drain);
        } else if (incident instanceof Incident.Approval approval) {
            clock.at(
                    approval.from().toNanos(),
                    () -> agents.approvals(approval.by(), clock.instant()).forEach(network::announce));
        }
    }

    private void plan(Incident.Drain drain) {
        DrainWatch watch = new DrainWatch(clock, world.fleet().host(drain.host()), drain);
        drains.add(watch);
        spectators.add(watch);
        clock.at(drain.from().toNanos(), () -> {
            watch.begin();
            order(drain, true);
        });
        for (Duration before : ASKED_BEFORE_THE_END) {
            long at = drain.until().minus(before).toNanos();
            if (at > drain.from().toNanos()) clock.at(at, () -> order(drain, true));
        }
        clock.at(drain.until().toNanos(), () -> order(drain, false));
    }

    private void order(Incident.Drain drain, boolean draining) {
        Instant since = VirtualClock.instant((draining ? drain.from() : drain.until()).toNanos());
        Message order = Message.Drain.said("operator", drain.host(), draining, since);
        String id = "operator/drain/" + drain.host() + "/" + clock.now();
        network.announce(new Envelope(id, "operator", Address.FLEET, "", clock.instant(), order));
        if (draining && clock.now() >= drain.until().toNanos()) return;
        clock.at(clock.now() + ORDER_AGAIN.toNanos(), () -> {
            if (!obeyed(drain.host(), draining)) order(drain, draining);
        });
    }

    private boolean obeyed(String host, boolean draining) {
        return agents.all().stream()
                .filter(agent -> agent.name().equals(host) && agent.up())
                .anyMatch(agent -> agent.self().standing().draining() == draining);
    }

    private static Envelope announced(Incident.Announcement said) {
        Instant at = VirtualClock.instant(said.from().toNanos());
        Message.Pause pause = new Message.Pause(said.paused(), said.group(), "operator", at);
        return new Envelope("operator/" + said.from().toMillis(), "operator", Address.FLEET, "", at, pause);
    }

    private void close(SimulatedHost host, Optional<String> reason) {
        host.closed = reason;
        list();
    }

    private void loadChanged(SimulatedHost host) {
        metrics.load(clock.now(), host.index, host.normalizedLoad());
        controller.ifPresent(centre -> centre.changed(host));
    }

    private long within(Duration length) {
        return (long) (sampleRandom.nextDouble() * length.toNanos());
    }
}
