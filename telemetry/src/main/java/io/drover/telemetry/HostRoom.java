package io.drover.telemetry;

import io.drover.model.Resources;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.PlacementClient.Inventory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Asks Placement what this host has and who holds what of it. Not thread-safe. */
final class HostRoom {

    private static final Duration INVENTORIES = Duration.ofSeconds(60);
    private static final Duration TREE = Duration.ofMinutes(10);

    private final PlacementClient placement;
    private final Cached<List<PlacementClient.Provider>> tree = new Cached<>(TREE);
    private final Cached<Capacity> capacity = new Cached<>(INVENTORIES);

    HostRoom(PlacementClient placement) {
        this.placement = placement;
    }

    /**
     * @param allocations by consumer, over the whole tree
     */
    record Room(Capacity capacity, SortedMap<String, Resources> allocations) {

        Resources free() {
            return capacity.less(allocations.values());
        }
    }

    /**
     * @param provider the hypervisor's id
     */
    Room of(String provider, Instant now) {
        List<PlacementClient.Provider> providers = tree.get(now, () -> distinct(placement.tree(provider)));
        Capacity known = capacity.get(now, () -> inventories(providers));
        SortedMap<String, Resources> allocations = new TreeMap<>();
        for (PlacementClient.Provider each : providers) {
            placement
                    .allocations(each.id())
                    .forEach((consumer, held) -> allocations.merge(consumer, held, Resources::plus));
        }
        return new Room(known, allocations);
    }

    private static List<PlacementClient.Provider> distinct(List<PlacementClient.Provider> tree) {
        Map<String, PlacementClient.Provider> byId = new LinkedHashMap<>();
        tree.forEach(each -> byId.putIfAbsent(each.id(), each));
        return List.copyOf(byId.values());
    }

    private Capacity inventories(List<PlacementClient.Provider> providers) {
        List<SortedMap<String, Inventory>> all = new ArrayList<>();
        for (PlacementClient.Provider each : providers) all.add(placement.inventories(each.id()));
        return Capacity.of(all);
    }
}
