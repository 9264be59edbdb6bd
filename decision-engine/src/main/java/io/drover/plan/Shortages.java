package io.drover.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Of what there is too little on the hosts that stay. */
final class Shortages {

    private final Placements placements;
    private final List<Integer> open;
    private final double ceiling;

    Shortages(Placements placements, List<Integer> open, double ceiling) {
        this.placements = placements;
        this.open = open;
        this.ceiling = ceiling;
    }

    /** Only where all that is left together, or what one host has left, is less than what is needed. */
    List<DrainPlan.Shortage> of(List<Integer> homeless) {
        List<DrainPlan.Shortage> shortages = new ArrayList<>();
        add(shortages, "CPUs below the ceiling", homeless, server -> placements.loads[server], this::idle);
        add(
                shortages,
                "MiB of memory",
                homeless,
                server -> placements.servers[server].memoryMib(),
                host -> placements.free(host).amount("MEMORY_MB"));
        add(
                shortages,
                "GiB of disk",
                homeless,
                server -> placements.servers[server].diskGib(),
                host -> placements.free(host).amount("DISK_GB"));
        return shortages;
    }

    private double idle(int host) {
        return (ceiling - placements.load(host)) * placements.cpus[host];
    }

    private void add(
            List<DrainPlan.Shortage> shortages,
            String resource,
            List<Integer> homeless,
            IntToDoubleFunction needs,
            IntToDoubleFunction has) {
        double needed = homeless.stream().mapToDouble(needs::applyAsDouble).sum();
        double greatest =
                homeless.stream().mapToDouble(needs::applyAsDouble).max().orElse(0);
        double left = 0;
        double largest = 0;
        for (int host : open) {
            double free = Math.max(0, has.applyAsDouble(host));
            left += free;
            largest = Math.max(largest, free);
        }
        if (needed > left || greatest > largest) {
            shortages.add(new DrainPlan.Shortage(resource, needed, left, largest));
        }
    }
}
