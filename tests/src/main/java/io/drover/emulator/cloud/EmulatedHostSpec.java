package io.drover.emulator.cloud;

/** What a host is made of; every value has a default. Handed to {@link Topology#host}. */
public final class EmulatedHostSpec {

    final String name;
    int pCpus = 8;
    int memoryMb = 16_384;
    int diskGb = 500;
    int reservedMemoryMb = 512;
    double cpuRatio = 4;
    double memoryRatio = 1;
    double baseLoad;
    String zone = "nova";
    int dedicatedCpus;
    double uninterruptible;

    EmulatedHostSpec(String name) {
        this.name = name;
    }

    public EmulatedHostSpec pCpus(int count) {
        pCpus = count;
        return this;
    }

    public EmulatedHostSpec memoryMb(int mebibytes) {
        memoryMb = mebibytes;
        return this;
    }

    public EmulatedHostSpec reservedMemoryMb(int mebibytes) {
        reservedMemoryMb = mebibytes;
        return this;
    }

    public EmulatedHostSpec diskGb(int gibibytes) {
        diskGb = gibibytes;
        return this;
    }

    /** How far vCPUs and memory may be promised beyond what there is. */
    public EmulatedHostSpec allocationRatios(double cpu, double memory) {
        cpuRatio = cpu;
        memoryRatio = memory;
        return this;
    }

    /** The host's own load, in runnable tasks. */
    public EmulatedHostSpec baseLoad(double tasks) {
        baseLoad = tasks;
        return this;
    }

    /** So many of its CPUs are for servers that have them alone (cpu_dedicated_set); os-hypervisors does not count them. */
    public EmulatedHostSpec dedicatedCpus(int count) {
        dedicatedCpus = count;
        return this;
    }

    /** Tasks in state D, such as those that wait for a dead NFS: the load averages count them, and no CPU works. */
    public EmulatedHostSpec uninterruptible(double tasks) {
        uninterruptible = tasks;
        return this;
    }

    public EmulatedHostSpec zone(String name) {
        zone = name;
        return this;
    }
}
