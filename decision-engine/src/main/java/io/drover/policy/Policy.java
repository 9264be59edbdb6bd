package io.drover.policy;

import io.drover.engine.AuctionEngine;
import io.drover.model.Mode;
import io.drover.model.Settings;
import io.drover.scenario.Scenario;
import io.drover.simulation.CentralPolicy;
import io.drover.simulation.Deciders;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who decides what moves in a simulated fleet. Each is described, with its source, in doc/policies.md. */
public enum Policy {
    /** The agents, by auction. */
    DROVER(scenario -> Deciders.agents(AuctionEngine::new), true),
    /** One controller with full knowledge (doc/sources.md, 6.2), by the agents' own rules. */
    CENTRALISED(
            scenario -> new Deciders(
                    (settings, random) -> new Reporter(settings),
                    Optional.of(random -> new Centralised(scenario.settings(), scenario.conditions()))),
            false),
    /** The agents, but an auction is decided on states that were published before it (doc/sources.md, 6.2). */
    PERIODIC_UPDATES(scenario -> Deciders.agents(PeriodicUpdates.engines(scenario.conditions())), true),
    /** A controller that searches for the move that lowers the deviation most, until no host is hot. */
    GREEDY(scenario -> central(random -> new Greedy(scenario.settings())), false),
    /** OpenStack Watcher's strategy of this name, with its defaults. */
    WATCHER_WORKLOAD_STABILIZATION(scenario -> central(WorkloadStabilization::new), false),
    /** OpenStack Watcher's strategy of this name, with its defaults. */
    WATCHER_WORKLOAD_BALANCE(scenario -> central(random -> new WorkloadBalance()), false),
    /** Nobody moves anything, and servers begin where who knows the whole run would have put them. */
    CLAIRVOYANT(scenario -> bystanders(), false, Foresight::begun),
    /** Nobody moves anything. */
    NONE(scenario -> bystanders(), false);

    private final Function<Scenario, Deciders> deciders;
    private final boolean byAgents;
    private final UnaryOperator<Scenario> beginning;

    Policy(Function<Scenario, Deciders> deciders, boolean byAgents) {
        this(deciders, byAgents, UnaryOperator.identity());
    }

    /**
     * @param beginning changes what the run begins with
     */
    Policy(Function<Scenario, Deciders> deciders, boolean byAgents, UnaryOperator<Scenario> beginning) {
        this.deciders = deciders;
        this.byAgents = byAgents;
        this.beginning = beginning;
    }

    private static Deciders bystanders() {
        return Deciders.agents((settings, random) -> new Bystander(settings));
    }

    /** As {@code --policy} spells it. */
    public String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * @throws IllegalArgumentException when no policy is spelt like this
     */
    public static Policy of(String option) {
        return Stream.of(values())
                .filter(policy -> policy.option().equals(option.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("policy is one of "
                        + Stream.of(values()).map(Policy::option).collect(Collectors.joining(", ")) + ", not \""
                        + option + "\""));
    }

    /** Equal scenarios make equal runs, whatever ran before. */
    public Result run(Scenario scenario, MessageSize size) {
        Scenario own = under(scenario);
        return Simulation.run(own, deciders.apply(own), size);
    }

    /**
     * @param trace gets one line per event, effect and message
     */
    public Result run(Scenario scenario, MessageSize size, Consumer<String> trace) {
        Scenario own = under(scenario);
        return Simulation.run(own, deciders.apply(own), size, trace);
    }

    private static Deciders central(CentralPolicy.Factory centre) {
        return new Deciders((settings, random) -> new Bystander(settings), Optional.of(centre));
    }

    /** Agents that take no part promise nothing, not even that the fleet balances. */
    private Scenario under(Scenario scenario) {
        Scenario begun = beginning.apply(scenario);
        Settings settings = begun.settings();
        if (byAgents || settings.mode() == Mode.OFF) return begun;
        return begun.under(settings.with(Mode.OFF));
    }
}
