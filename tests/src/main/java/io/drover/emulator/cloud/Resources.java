package io.drover.emulator.cloud;

/** An amount of each resource class that Placement counts here: VCPU, MEMORY_MB (MiB) and DISK_GB (GiB). */
public record Resources(int vcpus, int memoryMb, int diskGb) {

    static final Resources NONE = new Resources(0, 0, 0);

    Resources plus(Resources other) {
        return new Resources(vcpus + other.vcpus, memoryMb + other.memoryMb, diskGb + other.diskGb);
    }

    Resources minus(Resources other) {
        return new Resources(vcpus - other.vcpus, memoryMb - other.memoryMb, diskGb - other.diskGb);
    }
}
