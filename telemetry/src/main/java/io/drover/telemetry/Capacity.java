package io.drover.telemetry;

import io.drover.model.Resources;
import io.drover.openstack.PlacementClient.Inventory;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a host has, by Placement.
 *
 * @param cpus C: its shared and dedicated CPUs; 0: none are told
 * @param memoryMib all of it; 0: none is told
 * @param capacity (total - reserved) x allocation ratio, per class
 */
record Capacity(int cpus, long memoryMib, Resources capacity) {

    /** Of a host's provider and those below it. */
    static Capacity of(Collection<SortedMap<String, Inventory>> tree) {
        SortedMap<String, Long> capacity = new TreeMap<>();
        long cpus = 0;
        long memory = 0;
        for (SortedMap<String, Inventory> inventories : tree) {
            inventories.forEach((name, inventory) -> capacity.merge(name, inventory.capacity(), Long::sum));
            cpus += total(inventories, "VCPU") + total(inventories, "PCPU");
            memory += total(inventories, "MEMORY_MB");
        }
        return new Capacity((int) Math.min(Integer.MAX_VALUE, cpus), memory, new Resources(capacity));
    }

    private static long total(SortedMap<String, Inventory> inventories, String name) {
        Inventory inventory = inventories.get(name);
        return inventory == null ? 0 : inventory.total();
    }

    /** What is left when all of these are allocated. */
    Resources less(Collection<Resources> allocations) {
        Resources free = capacity;
        for (Resources allocated : allocations) free = free.minus(allocated);
        return free;
    }
}
