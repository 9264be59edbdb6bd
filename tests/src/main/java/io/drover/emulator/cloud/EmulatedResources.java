package io.drover.emulator.cloud;

/** An amount of each resource class that Placement counts here: VCPU, MEMORY_MB (MiB) and DISK_GB (GiB). */
public record EmulatedResources(int vcpus, int memoryMb, int diskGb) {

    static final EmulatedResources NONE = new EmulatedResources(0, 0, 0);

    EmulatedResources plus(EmulatedResources other) {
        return new EmulatedResources(vcpus + other.vcpus, memoryMb + other.memoryMb, diskGb + other.diskGb);
    }

    EmulatedResources minus(EmulatedResources other) {
        return new EmulatedResources(vcpus - other.vcpus, memoryMb - other.memoryMb, diskGb - other.diskGb);
    }
}
