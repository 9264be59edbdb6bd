package io.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import org.junit.jupiter.api.Test;

class LabInvariantsTest {

    private final EmulatedCloud cloud = Topology.on(new SettableClock())
            .host("pm1", host -> host.memoryMb(1024).reservedMemoryMb(0))
            .host("pm2", host -> {})
            .servers(2, "pm1", server -> server.flavor("m1.small"))
            .build();
    private final LabInvariants audit = new LabInvariants(cloud);

    @Test
    void aMigrationIsNoFault() {
        cloud.migrate("vm-1", "pm2");
        assertThat(cloud.inside(audit::faults)).isEmpty();
    }

    @Test
    void anOvercommittedHostIs() {
        cloud.boot("vm-3", "pm1", server -> server.flavor("m1.tiny"));
        assertThat(cloud.inside(audit::faults)).singleElement().asString().startsWith("host pm1 is overcommitted");
    }
}
