package io.drover.emulator.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A compute host: its capacity, its nova-compute service, the servers that run on it and the load they make. */
public final class Host {

    private final EmulatedHostSpec spec;
    private final int number;
    private final String providerId;
    private final String serviceId;
    private final Instant booted;
    private final TreeMap<Integer, EmulatedServer> servers = new TreeMap<>(Comparator.reverseOrder());
    private final Map<String, String> hostIds = new HashMap<>();
    private final EmulatedLoadAverage loadAverage = new EmulatedLoadAverage();
    private final MetricPoints cpuPercent;
    private final Deque<EmulatedMigration> queue = new ArrayDeque<>();
    private final Set<EmulatedMigration> outgoing = new HashSet<>();
    private double baseLoad;
    private double uninterruptible;
    private double runnable;
    private Instant settledAt;
    private boolean enabled = true;
    private String disabledReason;
    private boolean forcedDown;
    private Instant downSince;
    private BiConsumer<Host, Instant> follower = (host, at) -> {};

    Host(EmulatedHostSpec spec, int number, Instant booted, int points) {
        this.spec = spec;
        this.number = number;
        this.booted = booted;
        this.settledAt = booted;
        this.baseLoad = spec.baseLoad;
        this.uninterruptible = spec.uninterruptible;
        this.providerId = Identity.uuid("host", spec.name);
        this.serviceId = Identity.uuid("service", spec.name);
        this.cpuPercent = new MetricPoints(points);
    }

    public String name() {
        return spec.name;
    }

    /** Its id in the API before 2.53, also its service's. */
    public int number() {
        return number;
    }

    /** Its id from 2.53, which is its resource provider's too. */
    public String providerId() {
        return providerId;
    }

    public String serviceId() {
        return serviceId;
    }

    public String zone() {
        return spec.zone;
    }

    public int pCpus() {
        return spec.pCpus;
    }

    /** Of its CPUs, those for servers that have them alone. */
    public int dedicatedCpus() {
        return spec.dedicatedCpus;
    }

    public int reservedMemoryMb() {
        return spec.reservedMemoryMb;
    }

    public double cpuRatio() {
        return spec.cpuRatio;
    }

    public double memoryRatio() {
        return spec.memoryRatio;
    }

    public EmulatedResources total() {
        return new EmulatedResources(spec.pCpus, spec.memoryMb, spec.diskGb);
    }

    /** What Placement lets be promised: (total - reserved) x allocation ratio. */
    public EmulatedResources capacity() {
        int vcpus = (int) ((spec.pCpus - spec.dedicatedCpus) * spec.cpuRatio) + spec.dedicatedCpus;
        int memoryMb = (int) ((spec.memoryMb - spec.reservedMemoryMb) * spec.memoryRatio);
        return new EmulatedResources(vcpus, memoryMb, spec.diskGb);
    }

    /** Newest first, as Nova lists them. */
    public Collection<EmulatedServer> servers() {
        return Collections.unmodifiableCollection(servers.values());
    }

    /** What its servers are made of together; a migrating server counts where it runs. */
    public EmulatedResources used() {
        EmulatedResources used = EmulatedResources.NONE;
        for (EmulatedServer server : servers.values()) {
            used = used.plus(server.flavor().resources());
        }
        return used;
    }

    public String hostId(String projectId) {
        return hostIds.computeIfAbsent(projectId, project -> Identity.hostId(project, spec.name));
    }

    public boolean enabled() {
        return enabled;
    }

    public String disabledReason() {
        return disabledReason;
    }

    public boolean forcedDown() {
        return forcedDown;
    }

    /** Its service reports and nobody forced it down. */
    public boolean up() {
        return downSince == null && !forcedDown;
    }

    /** When its service last reported; it does so every 10 s. */
    public Instant lastReport(Instant now) {
        Instant last = downSince == null ? now : downSince;
        return Instant.ofEpochSecond(last.getEpochSecond() / 10 * 10);
    }

    public Duration uptime(Instant now) {
        return Duration.between(booted, now);
    }

    public EmulatedLoadAverage loadAverage() {
        return loadAverage;
    }

    /** Tasks that want to run, its own and its servers', as of the last settlement. */
    public double runnable() {
        return runnable;
    }

    public MetricPoints cpuPercent() {
        return cpuPercent;
    }

    Deque<EmulatedMigration> queue() {
        return queue;
    }

    Set<EmulatedMigration> outgoing() {
        return outgoing;
    }

    void arrive(EmulatedServer server, Instant now) {
        settle(now);
        servers.put(server.number(), server);
        settle(now);
    }

    void leave(EmulatedServer server, Instant now) {
        settle(now);
        servers.remove(server.number());
        settle(now);
    }

    /**
     * Credits each server with the CPU time it got since the last settlement and looks at the loads anew. When more
     * wants to run than there are CPUs, everyone gets the same share of what it wants.
     */
    void settle(Instant now) {
        double before = runnable;
        runnable = baseLoad;
        double elapsed = Duration.between(settledAt, now).toNanos();
        for (EmulatedServer server : servers.values()) {
            server.credit(elapsed);
            runnable += server.demand(now);
        }
        double share = runnable > spec.pCpus ? spec.pCpus / runnable : 1;
        for (EmulatedServer server : servers.values()) {
            server.run(share);
        }
        settledAt = now;
        if (runnable != before) {
            follower.accept(this, now);
        }
    }

    void follow(BiConsumer<Host, Instant> other) {
        follower = other;
    }

    /** CPU time since the last settlement counts too. */
    public long guestCpuNanos(EmulatedServer server, Instant now) {
        return server.cpuNanosAfter((double) Duration.between(settledAt, now).toNanos());
    }

    void setBaseLoad(double tasks) {
        baseLoad = tasks;
    }

    /** What the kernel counts in its load averages. */
    double counted() {
        return runnable + uninterruptible;
    }

    void setUninterruptible(double tasks) {
        uninterruptible = tasks;
    }

    void setService(boolean enable, String reason) {
        enabled = enable;
        disabledReason = enable ? null : reason;
    }

    void setForcedDown(boolean forced) {
        forcedDown = forced;
    }

    void setReporting(boolean reporting, Instant now) {
        downSince = reporting ? null : now;
    }
}
