package io.drover.lab;

import io.drover.agent.Agent;
import io.drover.auction.Report.Underway;
import io.drover.cli.CommandFault;
import io.drover.emulator.EmbeddedBroker;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.api.Credentials;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.model.HostInfo;
import io.drover.runtime.AcceleratedClock;
import io.drover.runtime.StartException;
import io.drover.runtime.Tempo;
import io.drover.scenario.HostSpec;
import io.drover.scenario.Scenario;
import io.drover.service.MeasurementService;
import io.drover.simulation.Metrics;
import io.drover.simulation.Summary;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A fleet of real agents, the emulated cloud that they balance and the broker over which they talk: the composition
 * root of the lab. Time stands still until all agents have started, and again when the run is over.
 */
final class Lab implements AutoCloseable {

    /** A whole multiple of every interval of the cloud, so that a trace's values change on its steps. */
    private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration TURN = Duration.ofMillis(20);
    private static final Duration WARMING = Duration.ofSeconds(15);
    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration FAREWELL = Duration.ofSeconds(15);

    private final Scenario scenario;
    private final Stopwatch stopwatch;
    private final Tempo tempo;
    private final LabWorld world;
    private final RunLedger book;
    private final AgentLines news = new AgentLines();
    private final List<Agent> agents = new ArrayList<>();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private MeasurementService measurement;

    /**
     * What a run came to.
     *
     * @param violations the first hundred, one sentence each
     */
    record Outcome(Summary summary, List<String> violations) {}

    private Lab(LabRequest request, AgentOptions briefing) {
        this.scenario = request.workload().scenario();
        this.stopwatch = new Stopwatch(InstantSource.system(), EPOCH, real(scenario.duration(), request.speed()));
        this.tempo = new Tempo(new AcceleratedClock(stopwatch, request.speed()), request.speed());
        this.world = new LabWorld(scenario, tempo.clock(), AgentOptions.poll(request.speed()));
        this.book = new RunLedger(world.cloud(), EPOCH, briefing.engine().settings("", ""), briefing.interval());
    }

    /**
     * Starts everything; time does not pass yet.
     *
     * @throws CommandFault when something cannot start
     */
    static Lab start(LabRequest request, AgentOptions briefing) {
        Lab lab = new Lab(request, briefing);
        try {
            lab.begin(request, briefing);
            return lab;
        } catch (StartException e) {
            lab.close();
            throw CommandFault.failed(e.getMessage());
        } catch (RuntimeException e) {
            lab.close();
            throw e;
        }
    }

    private static Duration real(Duration virtual, double speed) {
        return Duration.ofNanos((long) Math.ceil(virtual.toNanos() / speed));
    }

    private void begin(LabRequest request, AgentOptions briefing) throws StartException {
        OpenStackEmulator emulator = emulator(request.cloudPort());
        open.push(emulator);
        EmbeddedBroker broker = EmbeddedBroker.start();
        open.push(broker);
        book.begin();
        List<AgentObserver> witnesses = new ArrayList<>();
        for (HostSpec host : scenario.hosts()) {
            AgentObserver witness = new AgentObserver(host.name(), book, news, tempo.clock());
            agents.add(Agent.start(briefing.agent(host.name(), emulator, broker), tempo, witness));
            witnesses.add(witness);
        }
        if (briefing.engine().settings("", "").mode().takesPart()) warm(witnesses);
        measurement = MeasurementService.start(briefing.measurement(broker, request.port()), tempo);
    }

    /**
     * The first round of a fresh JVM is slow, which at a high speed would be long: time waits for it. There is one of each
     * agent, because the next is due when time has passed.
     */
    private static void warm(List<AgentObserver> witnesses) {
        long until = System.nanoTime() + WARMING.toNanos();
        try {
            for (AgentObserver witness : witnesses) witness.awaitSample(until - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OpenStackEmulator emulator(int port) {
        try {
            return OpenStackEmulator.start(world.cloud(), tempo.clock(), Credentials.defaults(), port);
        } catch (RuntimeException e) {
            throw new CommandFault(
                    CommandFault.FAILED, List.of("the emulated OpenStack cannot listen on port " + port), e);
        }
    }

    /** Where its page is, for as long as the lab is open. */
    URI dashboard() {
        return URI.create("http://127.0.0.1:" + measurement.address().getPort() + "/");
    }

    EmulatedCloud cloud() {
        return world.cloud();
    }

    /**
     * Lets time pass until the scenario is over or {@code stop} opens. Once only.
     *
     * @throws CommandFault when an agent cannot go on
     */
    Outcome run(CountDownLatch stop, Display display) throws InterruptedException {
        stopwatch.start();
        long look = System.nanoTime();
        boolean stopped = false;
        while (!stopped && !stopwatch.isUp()) {
            stopped = stop.await(TURN.toMillis(), TimeUnit.MILLISECONDS);
            world.advance(sinceStart());
            if (System.nanoTime() - look < 0) continue;
            look = System.nanoTime() + LOOK_EVERY.toNanos();
            look(display);
            checkAgents();
        }
        stopwatch.stop();
        look(display);
        display.end();
        return new Outcome(book.close(set()), book.violations());
    }

    private Duration sinceStart() {
        return Duration.between(EPOCH, tempo.clock().instant());
    }

    private Metrics.Run set() {
        String strategy = scenario.settings().strategy().name().name().toLowerCase(Locale.ROOT);
        int servers = LabWorld.first(scenario).size();
        return new Metrics.Run(strategy, scenario.hosts().size(), servers, scenario.seed());
    }

    private void look(Display display) throws InterruptedException {
        SortedMap<String, HostInfo> hosts = askAgents();
        book.look(LabTraffic.of(agents), List.copyOf(hosts.values()));
        FleetPicture.Told told = new FleetPicture.Told(hosts, progress());
        display.show(FleetPicture.of(sinceStart(), world.cloud(), book.systemPerformance(), told), news.take());
    }

    private Map<String, Double> progress() {
        return agents.stream()
                .flatMap(agent -> agent.underway().stream())
                .collect(Collectors.toMap(Underway::server, Underway::progress, (one, other) -> one));
    }

    /** Who does not answer soon is left out. */
    private SortedMap<String, HostInfo> askAgents() throws InterruptedException {
        List<CompletableFuture<HostInfo>> asked =
                agents.stream().map(Agent::self).toList();
        SortedMap<String, HostInfo> answers = new TreeMap<>();
        long until = System.nanoTime() + ANSWER.toNanos();
        for (CompletableFuture<HostInfo> answer : asked) {
            try {
                HostInfo self = answer.get(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
                answers.put(self.host(), self);
            } catch (TimeoutException e) {
                // the next may have answered
            } catch (ExecutionException e) {
                throw new IllegalStateException("an agent cannot describe its host", e.getCause());
            }
        }
        return answers;
    }

    private void checkAgents() {
        for (Agent agent : agents) {
            if (agent.lost().isDone())
                throw CommandFault.failed("an agent was lost: " + agent.lost().join());
        }
    }

    /** The page first; agents all at once, each may take its seconds; then what they talk to. */
    @Override
    public void close() {
        if (measurement != null) measurement.close();
        List<Thread> leaving = agents.stream()
                .map(agent -> new Thread(agent::close, "drover-lab-close"))
                .toList();
        leaving.forEach(thread -> {
            thread.setDaemon(true);
            thread.start();
        });
        long until = System.nanoTime() + FAREWELL.toNanos();
        try {
            for (Thread thread : leaving) {
                thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException("the lab does not stop: " + e.getMessage(), e);
            }
        }
    }
}
