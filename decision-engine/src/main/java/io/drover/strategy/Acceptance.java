package io.drover.strategy;

import io.drover.auction.Situation.Grounds;
import io.drover.model.HostInfo;
import io.drover.model.HostUsage;
import io.drover.model.ServerInfo;
import io.drover.model.Thresholds;
import java.util.Optional;

/**
 * What both ends of a move must stay after it: the destination below its push threshold, the source above its pull
 * threshold. The source may still be hot, the destination still cold. doc/sources.md, "thresholds" and correction 4.
 */
public final class Acceptance {

    private final boolean byCurrent;

    /**
     * @param byCurrent by the thresholds as they crept, not by the base ones
     */
    public Acceptance(boolean byCurrent) {
        this.byCurrent = byCurrent;
    }

    /** Why the destination would become hot, now or as is to be expected; empty: it stays below. */
    public Optional<String> destination(HostInfo host, ServerInfo server) {
        double after = host.load().normalizedWith(server.load());
        double push = thresholds(host).push();
        if (!(after < push)) return hot(host, "would be at ", after, push);
        if (byCurrent) return Optional.empty();
        double expected =
                host.load().expected().plus(server.expected()).upper(host.load().cpus());
        return expected < push ? Optional.empty() : hot(host, "would have to expect ", expected, push);
    }

    /**
     * The same for a server that leaves on these grounds. One that has to go may come nearer to what its new host can
     * bear.
     *
     * @param ceiling {@link io.drover.model.DrainSettings#ceiling}
     */
    public Optional<String> destination(HostInfo host, ServerInfo server, Grounds grounds, double ceiling) {
        if (grounds != Grounds.DRAINING) return destination(host, server);
        double now = host.load().normalized();
        if (thresholds(host).hot(now)) return Optional.of(host.host() + " is hot itself, at " + text(now));
        double after = Math.max(
                host.load().normalizedWith(server.load()),
                host.load().expected().plus(server.expected()).upper(host.load().cpus()));
        if (!(after < ceiling)) return above(host, "load", after, ceiling);
        double memory = memoryWith(host.usage(), server);
        return memory < ceiling ? Optional.empty() : above(host, "memory", memory, ceiling);
    }

    private static Optional<String> above(HostInfo host, String what, double after, double ceiling) {
        return Optional.of(host.host() + " would be at " + text(after) + " by its " + what
                + ", the ceiling of a drain is " + text(ceiling));
    }

    /** Share of its memory; 0 where nobody measures it. */
    private static double memoryWith(HostUsage usage, ServerInfo server) {
        if (usage.memoryMib() == null || usage.memoryUsedMib() == null || usage.memoryMib() == 0) return 0;
        Long held = server.usage().memoryUsedMib();
        double coming = held == null ? server.memoryMib() : held;
        return (usage.memoryUsedMib() + coming) / usage.memoryMib();
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

    /** Whether the source stays above. */
    boolean spares(HostInfo host, ServerInfo server) {
        return without(host, server) > thresholds(host).pull();
    }

    /** Whether the host is above its pull threshold. */
    boolean spares(HostInfo host) {
        return mean(host) > thresholds(host).pull();
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
