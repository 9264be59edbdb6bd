package io.drover.simulation;

import io.drover.model.HostUsage;
import io.drover.model.LoadEstimate;
import io.drover.model.MigrationInProgress;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.scenario.HostSpec;
import io.drover.scenario.HypervisorKind;
import io.drover.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** A compute host as it truly is, and its kernel. */
final class SimulatedHost {

    private static final Comparator<SimulatedServer> BY_INDEX = Comparator.comparingInt(server -> server.index);

    final HostSpec spec;
    final int index;

    /** Why Nova places nothing here; empty: open. */
    Optional<String> closed = Optional.empty();

    private final HypervisorKind hypervisor;
    private final boolean showsPins;
    private final HostLoadAverage kernel;
    private final List<SimulatedServer> servers = new ArrayList<>();
    private final List<SimulatedMigration> migrations = new ArrayList<>();
    private Resources free;
    private double load;
    private Optional<Facts> facts = Optional.empty();

    SimulatedHost(HostSpec spec, int index, Scenario scenario, SplittableRandom random) {
        this.spec = spec;
        this.index = index;
        this.hypervisor = scenario.conditions().hypervisor();
        this.showsPins = scenario.conditions().showsPins();
        this.free = spec.capacity();
        this.kernel =
                new HostLoadAverage(minutes(scenario), scenario.conditions().counted(), random);
    }

    private static int minutes(Scenario scenario) {
        return scenario.settings().load().estimate() instanceof LoadEstimate.Average average ? average.minutes() : 1;
    }

    String name() {
        return spec.name();
    }

    /** As telemetry sees it. */
    Optional<String> zone() {
        return showsPins ? Optional.of(spec.group()) : Optional.empty();
    }

    HostLoadAverage kernel() {
        return kernel;
    }

    /** Runnable tasks. */
    double load() {
        return load;
    }

    double normalizedLoad() {
        return load / spec.cpus();
    }

    /** By Placement, with the claims of migrations. */
    Resources free() {
        return free;
    }

    /** By {@link SimulatedServer#index}. */
    List<SimulatedServer> servers() {
        return servers;
    }

    void claim(Resources resources) {
        free = free.minus(resources);
        facts = Optional.empty();
    }

    void release(Resources resources) {
        free = free.plus(resources);
        facts = Optional.empty();
    }

    void add(SimulatedServer server, long now) {
        settle(now);
        servers.add(server);
        servers.sort(BY_INDEX);
        recount();
    }

    void remove(SimulatedServer server, long now) {
        settle(now);
        servers.remove(server);
        recount();
    }

    void begin(SimulatedMigration migration) {
        migrations.add(migration);
        facts = Optional.empty();
    }

    void end(SimulatedMigration migration) {
        migrations.remove(migration);
        facts = Optional.empty();
    }

    void turn(SimulatedServer server, double demand, long now) {
        settle(now);
        server.demand = demand;
        recount();
    }

    /** Lets the kernel count up to now. */
    void settle(long now) {
        kernel.advance(now, servers, load, hypervisor);
    }

    /** The kernel starts to count with the load that there is. */
    void boot() {
        kernel.boot(load);
    }

    Facts facts() {
        if (facts.isEmpty()) facts = Optional.of(observe());
        return facts.get();
    }

    private void recount() {
        load = 0;
        for (SimulatedServer server : servers) load += hypervisor.hostLoad(server.demand);
        facts = Optional.empty();
    }

    private Facts observe() {
        double heldBack = Math.max(1, normalizedLoad());
        List<ServerObservation> seen = new ArrayList<>(servers.size());
        long memoryUsed = 0;
        double measured = 0;
        for (SimulatedServer server : servers) {
            seen.add(server.observed(heldBack, zone().filter(its -> server.spec.pinned())));
            memoryUsed += server.holds();
            measured += server.demand / heldBack;
        }
        List<MigrationInProgress> running = new ArrayList<>(migrations.size());
        for (SimulatedMigration migration : migrations) running.add(migration.inProgress());
        HostUsage usage = new HostUsage(spec.memoryMib(), memoryUsed, null, null);
        return new Facts(List.copyOf(seen), List.copyOf(running), usage, measured);
    }

    /**
     * What a sample shows besides the load; the same between changes.
     *
     * @param serversLoad sum of the measured loads of its servers, CPUs
     */
    record Facts(
            List<ServerObservation> servers,
            List<MigrationInProgress> migrations,
            HostUsage usage,
            double serversLoad) {}
}
