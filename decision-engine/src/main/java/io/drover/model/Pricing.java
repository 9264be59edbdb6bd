package io.drover.model;

import io.drover.model.CostModel.Cost;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What moving a server costs, and which servers are not worth it wherever they would go: a value.
 *
 * @param settings with the cost model
 * @param times what this host has learnt of how long migrations take
 */
public record Pricing(MigrationSettings settings, MigrationTimes times) {

    private static final double MB_PER_MIB = 1.048576;
    private static final double MB_PER_GIB = 1024 * MB_PER_MIB;

    /** By the cost model alone. */
    public static Pricing modelled(MigrationSettings settings) {
        return new Pricing(settings, MigrationTimes.NONE);
    }

    public Cost cost(ServerInfo server) {
        return cost(server, "");
    }

    /**
     * @param destination a host; empty: any
     */
    public Cost cost(ServerInfo server, String destination) {
        Cost model = sent(server);
        return new Cost(model.megabytes(), times.seconds(model.seconds(), destination), model.downtimeSeconds());
    }

    /** What the cost model says of its memory, and of so much of its disk as Nova copies. */
    public Cost sent(ServerInfo server) {
        return model(server, times.copied() * allocatedGib(server));
    }

    /** The same with what one more migration of this host's has taken. No more than it was allocated counts of its disk. */
    public Pricing learning(ServerInfo server, String destination, Outcome.Done done, Instant now) {
        double allocated = allocatedGib(server);
        double copied = Math.min(done.diskGib(), allocated);
        MigrationTimes known = allocated > 0 ? times.copied(copied / allocated) : times;
        double model = model(server, copied).seconds();
        return new Pricing(settings, known.with(model, destination, done.seconds(), now));
    }

    /** As far as what was learnt still holds then. */
    public Pricing at(Instant now) {
        return new Pricing(settings, times.at(now));
    }

    /**
     * @param diskGib that goes with it, before its memory
     */
    private Cost model(ServerInfo server, double diskGib) {
        double disk = diskGib * MB_PER_GIB;
        Cost memory = settings.cost().of(server.memoryMib() * MB_PER_MIB, settings.bandwidth(), server.dirtyRate());
        return new Cost(
                memory.megabytes() + disk, memory.seconds() + disk / settings.bandwidth(), memory.downtimeSeconds());
    }

    private static double allocatedGib(ServerInfo server) {
        return server.resources().amount("DISK_GB");
    }

    /** Why the server would not arrive in time, or stand still for too long; empty: it would do. */
    public Optional<String> tooDear(ServerInfo server) {
        if (server.dirtyRate() >= settings.bandwidth()) {
            return Optional.of("dirties memory at " + rounded(server.dirtyRate()) + " MB/s, the link carries "
                    + rounded(settings.bandwidth()));
        }
        Cost cost = cost(server);
        if (cost.downtimeSeconds() > seconds(settings.downtimeLimit())) {
            return Optional.of("would be down for " + rounded(cost.downtimeSeconds()) + " s, the limit is "
                    + rounded(seconds(settings.downtimeLimit())));
        }
        if (cost.seconds() > seconds(settings.completionTimeout())) {
            return Optional.of("would take " + rounded(cost.seconds()) + " s, the limit is "
                    + rounded(seconds(settings.completionTimeout())));
        }
        return Optional.empty();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String rounded(double value) {
        return Double.toString(Math.round(value * 1000) / 1000.0);
    }
}
