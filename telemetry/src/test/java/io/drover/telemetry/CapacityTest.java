package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Resources;
import io.drover.openstack.PlacementClient.Inventory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class CapacityTest {

    private static final TreeMap<String, Inventory> HOST = new TreeMap<>(Map.of(
            "VCPU", new Inventory(8, 0, 4.0),
            "PCPU", new Inventory(4, 1, 1.0),
            "MEMORY_MB", new Inventory(8192, 512, 1.0)));
    private static final TreeMap<String, Inventory> GPU = new TreeMap<>(Map.of("VGPU", new Inventory(3, 0, 1.0)));

    @Test
    void ratiosAndReservedAmountsCount() {
        Capacity capacity = Capacity.of(List.of(HOST, GPU));
        assertThat(capacity.capacity().amounts())
                .containsExactlyEntriesOf(
                        new TreeMap<>(Map.of("VCPU", 32L, "PCPU", 3L, "MEMORY_MB", 7680L, "VGPU", 3L)));
        assertThat(capacity.cpus()).isEqualTo(12);
        assertThat(capacity.memoryMib()).isEqualTo(8192);
    }

    @Test
    void whatIsHeldIsNotFree() {
        Resources free = Capacity.of(List.of(HOST)).less(List.of(Resources.of(30, 256, 0), Resources.of(4, 0, 0)));
        assertThat(free.amount("VCPU")).as("overcommitted").isEqualTo(-2);
        assertThat(free.amount("MEMORY_MB")).isEqualTo(7424);
    }

    @Test
    void withoutInventoriesNothingIsKnown() {
        assertThat(Capacity.of(List.of()).cpus()).isZero();
    }
}
