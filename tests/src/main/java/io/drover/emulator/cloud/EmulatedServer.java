package io.drover.emulator.cloud;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedSet;

/** A server, with its past: migrations, actions and metrics, each of them bounded. */
public final class EmulatedServer {

    private static final int PAST = 50;
    private static final int ACTIVE_POWER_STATE = 1;
    private static final Map<String, String> STATUS_OF_VM_STATE =
            Map.of("active", "ACTIVE", "stopped", "SHUTOFF", "paused", "PAUSED", "suspended", "SUSPENDED");

    private final EmulatedServerSpec spec;
    private final String id;
    private final int number;
    private final String instanceName;
    private final EmulatedFlavor flavor;
    private final Instant created;
    private final Deque<EmulatedMigration> migrations = new ArrayDeque<>();
    private final Deque<EmulatedAction> actions = new ArrayDeque<>();
    private final Telemetry.Guest telemetry;
    private Host host;
    private Load load;
    private double dirtyMbS;
    private boolean locked;
    private String lockedReason;
    private String vmState;
    private String taskState;
    private EmulatedGroup group;
    private Instant updated;
    private Instant startedOnHost;
    private double cpuNanos;
    private double cpuPerNano;
    private double demand;

    EmulatedServer(
            EmulatedServerSpec spec,
            int number,
            EmulatedFlavor flavor,
            Host host,
            Instant created,
            Telemetry.Guest telemetry) {
        this.spec = spec;
        this.id = spec.id == null ? Identity.uuid("server", spec.name) : spec.id;
        this.number = number;
        this.instanceName = String.format("instance-%08x", number);
        this.flavor = flavor;
        this.host = host;
        this.created = created;
        this.updated = created;
        this.startedOnHost = created;
        this.telemetry = telemetry;
        this.load = spec.load;
        this.dirtyMbS = spec.dirtyMbS;
        this.vmState = spec.vmState;
        this.locked = spec.locked;
        this.lockedReason = spec.lockedReason;
    }

    public String id() {
        return id;
    }

    /** Orders servers by age. */
    public int number() {
        return number;
    }

    /** libvirt's name for it. */
    public String instanceName() {
        return instanceName;
    }

    /** What of its disk goes with it. */
    long localDiskBytes() {
        return (long) (spec.localDiskGib * (1L << 30));
    }

    public boolean pinnedToZone() {
        return spec.pinnedToZone;
    }

    /** The archive policy of its metric {@code cpu}. */
    public String cpuPolicy() {
        return spec.cpuPolicy;
    }

    public String name() {
        return spec.name;
    }

    public EmulatedFlavor flavor() {
        return flavor;
    }

    public String projectId() {
        return spec.project;
    }

    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(spec.metadata);
    }

    public SortedSet<String> tags() {
        return Collections.unmodifiableSortedSet(spec.tags);
    }

    public Instant created() {
        return created;
    }

    public Instant updated() {
        return updated;
    }

    /** When its process started on the host where it is now. */
    public Instant startedOnHost() {
        return startedOnHost;
    }

    public Host host() {
        return host;
    }

    public String vmState() {
        return vmState;
    }

    /** Null when nothing is being done to it. */
    public String taskState() {
        return taskState;
    }

    public String status() {
        return taskState != null ? "MIGRATING" : STATUS_OF_VM_STATE.getOrDefault(vmState, "UNKNOWN");
    }

    public int powerState() {
        return vmState.equals("active") ? ACTIVE_POWER_STATE : vmState.equals("paused") ? 3 : 4;
    }

    public boolean locked() {
        return locked;
    }

    public String lockedReason() {
        return lockedReason;
    }

    /** Null when it is in none. */
    public EmulatedGroup group() {
        return group;
    }

    public double dirtyMbS() {
        return dirtyMbS;
    }

    public double memoryUsedMb() {
        return flavor.memoryMb() * spec.memoryUsed;
    }

    /** Newest first. */
    public Iterable<EmulatedMigration> migrations() {
        return Collections.unmodifiableCollection(migrations);
    }

    /** Newest first. */
    public Iterable<EmulatedAction> actions() {
        return Collections.unmodifiableCollection(actions);
    }

    public Telemetry.Guest telemetry() {
        return telemetry;
    }

    /** CPU time in ns, all vCPUs together, since its process started on this host. */
    public long cpuNanos(Instant now) {
        return host.guestCpuNanos(this, now);
    }

    long cpuNanosAfter(double elapsedNanos) {
        return (long) (cpuNanos + elapsedNanos * cpuPerNano);
    }

    void credit(double elapsedNanos) {
        cpuNanos += elapsedNanos * cpuPerNano;
    }

    /** CPUs it wants now. */
    double demand(Instant now) {
        demand = vmState.equals("active") ? load.at(now) * flavor.vcpus() : 0;
        return demand;
    }

    /** It gets this share of what it wants until told otherwise. */
    void run(double share) {
        cpuPerNano = demand * share;
    }

    void begin(String task, Instant now) {
        taskState = task;
        updated = now;
    }

    void endTask(Instant now) {
        taskState = null;
        updated = now;
    }

    /** A new process on another host: its CPU time starts again from 0. */
    void move(Host destination, Instant now) {
        host.leave(this, now);
        host = destination;
        startedOnHost = now;
        cpuNanos = 0;
        cpuPerNano = 0;
        destination.arrive(this, now);
    }

    void remember(EmulatedMigration migration) {
        prepend(migrations, migration);
    }

    void remember(EmulatedAction action) {
        prepend(actions, action);
    }

    void join(EmulatedGroup joined) {
        group = joined;
    }

    void setLoad(Load other) {
        load = other;
    }

    void setDirtyMbS(double megabytesPerSecond) {
        dirtyMbS = megabytesPerSecond;
    }

    void setVmState(String state, Instant now) {
        vmState = state;
        updated = now;
    }

    void setLocked(boolean lock, String reason) {
        locked = lock;
        lockedReason = lock ? reason : null;
    }

    private static <T> void prepend(Deque<T> past, T item) {
        past.addFirst(item);
        Iterator<T> oldest = past.descendingIterator();
        while (past.size() > PAST && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
