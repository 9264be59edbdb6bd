package io.drover.explorer;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.engine.AuctionEngine;
import io.drover.model.MigrationOrder;
import io.drover.node.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What agents do: each state of one with each event is tried once, by a real {@link Node}. Its engine is made by the
 * events of its journal, and must then be in the state that it was in.
 */
final class Behaviour {

    private static final int KEPT = 4_000;

    final Numbered<Thing> things = new Numbered<>();
    private final List<AgentState> agents = new ArrayList<>();
    private final Map<Digest, Integer> numbers = new HashMap<>();
    private final Map<Step, Reaction> tried = new HashMap<>();
    private final Map<Integer, AuctionEngine> engines = new LinkedHashMap<>();
    private final SmallFleet fleet;

    /**
     * @param thing -1: it crashes before anything else happens
     * @param crashAfter so many deeds; negative: it does not
     */
    private record Step(int agent, int thing, Instant now, int crashAfter) {}

    Behaviour(SmallFleet fleet) {
        this.fleet = fleet;
    }

    AgentState agent(int number) {
        return agents.get(number);
    }

    int agents() {
        return agents.size();
    }

    int tried() {
        return tried.size();
    }

    Reaction on(int agent, int thing, Instant now) {
        return on(agent, thing, now, -1);
    }

    /** The agent crashes after so many of its deeds, and starts anew from its journal. */
    Reaction on(int agent, int thing, Instant now, int crashAfter) {
        return tried.computeIfAbsent(new Step(agent, thing, now, crashAfter), this::attempt);
    }

    Reaction crash(int agent, Instant now) {
        return tried.computeIfAbsent(
                new Step(agent, -1, now, 0),
                step -> restart(agents.get(agent).host(), agents.get(agent).orders(), now, List.of()));
    }

    private Reaction attempt(Step step) {
        AgentState before = agents.get(step.agent());
        Event event = ((Thing.Arriving) things.get(step.thing())).at(step.now());
        AuctionEngine engine = engine(step.agent());
        Recorder ports = new Recorder(before, fleet.hosts(), step.now(), step.crashAfter());
        try {
            new Node(engine, ports, ports, ports, ports).on(event);
        } catch (Recorder.Crash crash) {
            return restart(before.host(), ports.orders, step.now().plusMillis(1), ports.sent);
        } catch (RuntimeException | AssertionError thrown) {
            return new Reaction(step.agent(), new int[0], 0, 0, List.of(), "the engine throws " + thrown);
        }
        return reaction(engine, ports, before, before, event);
    }

    /** A new run: it is told of the open orders, and knows its peers at once. */
    private Reaction restart(String host, List<MigrationOrder> orders, Instant now, List<Thing> before) {
        Recorder ports = new Recorder(host, new TreeMap<>(), orders, fleet.hosts(), now, -1);
        AuctionEngine engine = engine(host);
        Node node = new Node(engine, ports, ports, ports, ports);
        List<Event> events = new ArrayList<>(List.of(new Event.Started(now, Pauses.NONE)));
        for (MigrationOrder order : orders) events.add(new Event.Resumed(now, order));
        for (String peer : fleet.hosts()) if (!peer.equals(host)) events.add(greeting(peer, now));
        AgentState state = null;
        for (Event event : events) {
            node.on(event);
            state = state(host, state, event, engine, ports);
        }
        ports.sent.addAll(0, before);
        return reaction(number(state, engine), ports, "");
    }

    private Event greeting(String peer, Instant now) {
        Message reply = new Message.HelloReply(engine(peer).self(now), List.of(), Pauses.NONE);
        return new Event.Heard(now, new Envelope(peer + " greets", peer, Address.FLEET, "", now, reply));
    }

    /** An agent that has just started. */
    int newcomer(String host, Instant now) {
        return restart(host, List.of(), now, List.of()).agent();
    }

    private Reaction reaction(
            AuctionEngine engine, Recorder ports, AgentState before, AgentState previous, Event event) {
        AgentState after = state(before.host(), previous, event, engine, ports);
        return reaction(number(after, engine), ports, "");
    }

    private Reaction reaction(int agent, Recorder ports, String broken) {
        int[] sent = ports.sent.stream().mapToInt(things::of).toArray();
        return new Reaction(agent, sent, ports.opened, ports.deeds, List.copyOf(ports.verdicts), broken);
    }

    private AgentState state(String host, AgentState previous, Event event, AuctionEngine engine, Recorder ports) {
        String holder = engine.self(event.at()).standing().lockedBy();
        List<AgentState.Held> holds = engine.open().stream()
                .map(open -> new AgentState.Held(open.auction(), open.hold()))
                .toList();
        boolean agreed = holds.stream()
                .anyMatch(held ->
                        held.auction().equals(holder) && held.hold().phase().agreed());
        AgentState.Lock before = previous == null ? AgentState.Lock.OPEN : previous.lock();
        AgentState.Lock lock = before.then(holder, agreed, event.at());
        String text = host + Portrait.of(engine) + ports.timers + ports.orders + lock;
        return new AgentState(
                host, previous, event, Digest.of(text), ports.timers, List.copyOf(ports.orders), holds, lock);
    }

    private int number(AgentState state, AuctionEngine engine) {
        Integer known = numbers.putIfAbsent(state.digest(), agents.size());
        if (known != null) return known;
        agents.add(state);
        engines.put(agents.size() - 1, engine);
        if (engines.size() > KEPT) engines.remove(engines.keySet().iterator().next());
        return agents.size() - 1;
    }

    private AuctionEngine engine(String host) {
        return new AuctionEngine(fleet.settings().on(host), new SplittableRandom(1));
    }

    private AuctionEngine engine(int agent) {
        AuctionEngine kept = engines.remove(agent);
        return kept != null ? kept : replayed(agents.get(agent));
    }

    private AuctionEngine replayed(AgentState state) {
        AuctionEngine engine = engine(state.host());
        state.history().forEach(engine::on);
        return engine;
    }

    /** Whether what is journalled replays to the same state. */
    boolean replays(int agent) {
        AgentState state = agents.get(agent);
        String text = state.host() + Portrait.of(replayed(state)) + state.timers() + state.orders() + state.lock();
        return Digest.of(text).equals(state.digest());
    }
}
