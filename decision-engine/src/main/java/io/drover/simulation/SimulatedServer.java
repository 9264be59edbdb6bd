package io.drover.simulation;

import io.drover.model.ServerObservation;
import io.drover.model.ServerUsage;
import io.drover.scenario.ServerSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A server as it truly is. */
final class SimulatedServer {

    final ServerSpec spec;
    final int index;

    /** Where it runs; null before it arrives and after it left. */
    SimulatedHost host;

    /** What it would use if its host let it, CPUs. */
    double demand;

    /** The one that is under way; null: none. */
    SimulatedMigration migration;

    private final List<Instant> moves = new ArrayList<>();

    SimulatedServer(ServerSpec spec, int index) {
        this.spec = spec;
        this.index = index;
    }

    String id() {
        return spec.id();
    }

    /** MiB of its host's memory. */
    long holds() {
        return spec.memoryUsedMib() == null ? spec.memoryMib() : spec.memoryUsedMib();
    }

    void moved(Instant at) {
        moves.add(at);
    }

    /** Ends of its migrations, oldest first. */
    List<Instant> moves() {
        return List.copyOf(moves);
    }

    /**
     * As telemetry sees it.
     *
     * @param heldBack by how much its host holds its guests back, at least 1
     */
    ServerObservation observed(double heldBack, Optional<String> zone) {
        Optional<String> immovable = migration == null ? Optional.empty() : Optional.of("task state migrating");
        return ServerObservation.of(spec.id(), spec.vcpus())
                .load(demand / heldBack)
                .memoryMib(spec.memoryMib())
                .dirtyRate(spec.dirtyRate())
                .resources(spec.resources())
                .immovable(immovable)
                .moved(moves)
                .usage(new ServerUsage(null, spec.memoryUsedMib()))
                .zone(zone)
                .build();
    }
}
