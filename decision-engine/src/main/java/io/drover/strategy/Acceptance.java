package io.drover.strategy;

import io.drover.auction.Situation.Grounds;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.model.StrategySettings;
import io.drover.model.Thresholds;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What both ends of a move must stay after it: the destination below its push threshold, the source above its pull
 * threshold. The source may still be hot, the destination still cold. doc/sources.md, "thresholds" and correction 4.
 */
public final class Acceptance {

    /** By this share of it, standard deviation, the load that a server adds is off what its old host measured. */
    private static final double MEASURED = 0.1;

    /** By the thresholds as they crept, not by the base ones. */
    private final boolean byCurrent;

    private final boolean weighsMemory;
    private final Thresholds memory;

    /**
     * @param rules say by which thresholds, and whether by memory
     */
    public Acceptance(StrategySettings rules) {
        this.byCurrent = rules.rules().acceptsByCrept();
        this.weighsMemory = rules.rules().weighsMemory();
        this.memory = rules.memory();
    }

    /** Why the destination would become hot, now or as is to be expected; empty: it stays below. */
    public Optional<String> destination(HostInfo host, ServerInfo server) {
        return destination(host, server, List.of());
    }

    /**
     * The same of a host that has accepted others.
     *
     * @param coming servers of which no sample shows what they add
     */
    private Optional<String> destination(HostInfo host, ServerInfo server, List<ServerInfo> coming) {
        double after = host.load().normalizedWith(server.load());
        double push = thresholds(host).push();
        if (!(after < push)) return hot(host, "would be at ", after, push);
        if (byCurrent) return Optional.empty();
        double most = after + doubt(server, coming) / host.load().cpus();
        if (!(most < push)) return hot(host, "might be at ", most, push);
        double expected =
                host.load().expected().plus(server.expected()).upper(host.load().cpus());
        if (!(expected < push)) return hot(host, "would have to expect ", expected, push);
        return fills(host, server);
    }

    /**
     * By how much what is accepted may be off before any sample shows it: standard deviation, CPUs. The first server
     * needs no such margin. It is seen before the next is, and a hot host waits for it.
     */
    private static double doubt(ServerInfo server, List<ServerInfo> coming) {
        if (coming.isEmpty()) return 0;
        double variance = variance(server);
        for (ServerInfo other : coming) variance += variance(other);
        return StrictMath.sqrt(variance);
    }

    private static double variance(ServerInfo server) {
        double measured = MEASURED * server.load();
        return server.expected().variance() + measured * measured;
    }

    /** By what the server holds now; where that is not measured, its allocation has to fit, and no more is known. */
    private Optional<String> fills(HostInfo host, ServerInfo server) {
        Long held = server.usage().memoryUsedMib();
        if (!weighsMemory || held == null) return Optional.empty();
        OptionalDouble after = host.usage().memoryWith(held);
        if (after.isEmpty() || after.getAsDouble() < memory.push()) return Optional.empty();
        return Optional.of(host.host() + " would use " + text(after.getAsDouble())
                + " of its memory, its threshold for that is " + text(memory.push()));
    }

    /** By all that the server may hold, where nobody measures what it does: nothing presses. */
    private Optional<String> fillsAtMost(HostInfo host, ServerInfo server) {
        if (server.usage().memoryUsedMib() != null) return Optional.empty();
        double after = host.usage().memoryWith(server.memoryMib()).orElse(0);
        return after < memory.push()
                ? Optional.empty()
                : Optional.of(host.host() + " might use " + text(after) + " of its memory, its threshold for that is "
                        + text(memory.push()));
    }

    /**
     * The same for a server that leaves on these grounds. One that has to go may come nearer to what its new host can
     * bear.
     *
     * @param ceiling {@link io.drover.model.DrainSettings#ceiling}
     */
    public Optional<String> destination(HostInfo host, ServerInfo server, Grounds grounds, double ceiling) {
        return destination(host, server, grounds, ceiling, List.of());
    }

    /**
     * The same of a host that has accepted others.
     *
     * @param coming servers of which no sample shows what they add
     */
    public Optional<String> destination(
            HostInfo host, ServerInfo server, Grounds grounds, double ceiling, List<ServerInfo> coming) {
        if (grounds == Grounds.UNEVEN) {
            return destination(host, server, coming).or(() -> fillsAtMost(host, server));
        }
        if (grounds != Grounds.DRAINING) return destination(host, server, coming);
        double now = host.load().normalized();
        if (thresholds(host).hot(now)) return Optional.of(host.host() + " is hot itself, at " + text(now));
        double after = after(host, server);
        if (!(after < ceiling)) return above(host, "load", after, ceiling);
        Long held = server.usage().memoryUsedMib();
        double used = host.usage()
                .memoryWith(held == null ? server.memoryMib() : held)
                .orElse(0);
        return used < ceiling ? Optional.empty() : above(host, "memory", used, ceiling);
    }

    /** Normalised load that the host must be prepared for with the server, now and as is to be expected. */
    public static double after(HostInfo host, ServerInfo server) {
        return Math.max(
                host.load().normalizedWith(server.load()),
                host.load().expected().plus(server.expected()).upper(host.load().cpus()));
    }

    private static Optional<String> above(HostInfo host, String what, double after, double ceiling) {
        return Optional.of(host.host() + " would be at " + text(after) + " by its " + what
                + ", the ceiling of a drain is " + text(ceiling));
    }

    private static Optional<String> hot(HostInfo host, String would, double load, double push) {
        return Optional.of(host.host() + " " + would + text(load) + ", its push threshold is " + text(push));
    }

    /** Why the source would become cold; empty: it stays above. */
    public Optional<String> source(HostInfo host, ServerInfo server) {
        if (spares(host, server)) return Optional.empty();
        return Optional.of(host.host() + " would be at " + text(without(host, server)) + ", its pull threshold is "
                + text(thresholds(host).pull()));
    }

    /** Whether the source stays above. One whose memory is full may become cold, for that is relieved by what it holds. */
    boolean spares(HostInfo host, ServerInfo server) {
        Long held = server.usage().memoryUsedMib();
        if (held != null && fullOfMemory(host)) {
            return host.usage().memoryWith(-held).orElse(0) > memory.pull();
        }
        return without(host, server) > thresholds(host).pull();
    }

    /** Whether the host is above its pull threshold. */
    boolean spares(HostInfo host) {
        return fullOfMemory(host) || mean(host) > thresholds(host).pull();
    }

    /** Whether the share of its memory that is used makes the host hot. */
    public boolean fullOfMemory(HostInfo host) {
        return weighsMemory && host.usage().memoryWith(0).orElse(0) >= memory.push();
    }

    /** Whether the host has memory to take servers of those that have not. */
    public boolean coldByMemory(HostInfo host) {
        return weighsMemory && host.usage().memoryWith(0).orElse(1) <= memory.pull();
    }

    private double without(HostInfo host, ServerInfo server) {
        if (byCurrent) return host.load().normalizedWith(-server.load());
        double expected = (host.load().expected().mean() - server.expected().mean())
                / host.load().cpus();
        return Math.max(expected, host.load().normalizedWith(-server.load()));
    }

    private double mean(HostInfo host) {
        double now = host.load().normalized();
        return byCurrent
                ? now
                : Math.max(now, host.load().expected().mean() / host.load().cpus());
    }

    private Thresholds thresholds(HostInfo host) {
        return byCurrent ? host.current() : host.base();
    }

    static String text(double load) {
        return Double.toString(Math.round(load * 1000) / 1000.0);
    }
}
