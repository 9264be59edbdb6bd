package io.drover.emulator.cloud;

/** A flavor; {@code number} is its id in the API and its row in Nova's tables. */
public record EmulatedFlavor(int number, String name, EmulatedResources resources) {

    static final int BYTES_PER_MIB = 1 << 20;

    public int vcpus() {
        return resources.vcpus();
    }

    public int memoryMb() {
        return resources.memoryMb();
    }

    long memoryBytes() {
        return (long) resources.memoryMb() * BYTES_PER_MIB;
    }
}
