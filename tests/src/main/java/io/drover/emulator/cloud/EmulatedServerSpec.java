package io.drover.emulator.cloud;

import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a server is made of; every value has a default. Handed to {@link Topology#server}. */
public final class EmulatedServerSpec {

    final String name;
    final String host;
    final SortedMap<String, String> metadata = new TreeMap<>();
    final SortedSet<String> tags = new TreeSet<>();
    String id;
    String flavor = "m1.small";
    String project = Identity.PROJECT_ID;
    Load load = Load.constant(0.1);
    double dirtyMbS = 1;
    double memoryUsed = 0.8;
    double localDiskGib;
    String vmState = "active";
    String lockedReason;
    boolean locked;
    boolean pinnedToZone;
    String cpuPolicy = "ceilometer-low-rate";

    EmulatedServerSpec(String name, String host) {
        this.name = name;
        this.host = host;
    }

    /** A UUID; without it, one that follows from the name. */
    public EmulatedServerSpec id(String uuid) {
        id = uuid;
        return this;
    }

    public EmulatedServerSpec flavor(String name) {
        flavor = name;
        return this;
    }

    public EmulatedServerSpec project(String id) {
        project = id;
        return this;
    }

    public EmulatedServerSpec load(Load share) {
        load = share;
        return this;
    }

    public EmulatedServerSpec load(double constantShare) {
        return load(Load.constant(constantShare));
    }

    /** How fast it dirties its memory, in MB/s (10^6 bytes). */
    public EmulatedServerSpec dirtyMbS(double megabytesPerSecond) {
        dirtyMbS = megabytesPerSecond;
        return this;
    }

    /** So much of its disk is on its host, and is copied with it; else its disk is shared. */
    public EmulatedServerSpec localDiskGib(double gibibytes) {
        localDiskGib = gibibytes;
        return this;
    }

    /** The part of its memory that it uses, 0..1. */
    public EmulatedServerSpec memoryUsed(double share) {
        memoryUsed = share;
        return this;
    }

    /** Nova's vm_state, such as {@code active}, {@code stopped} or {@code paused}. */
    public EmulatedServerSpec vmState(String state) {
        vmState = state;
        return this;
    }

    public EmulatedServerSpec locked(String reason) {
        locked = true;
        lockedReason = reason;
        return this;
    }

    /** Nova lets it go to no host of another zone. */
    public EmulatedServerSpec pinnedToZone() {
        pinnedToZone = true;
        return this;
    }

    /** Which of Gnocchi's archive policies keeps its metric {@code cpu}. */
    public EmulatedServerSpec cpuPolicy(String name) {
        cpuPolicy = name;
        return this;
    }

    public EmulatedServerSpec metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    public EmulatedServerSpec tag(String tag) {
        tags.add(tag);
        return this;
    }
}
