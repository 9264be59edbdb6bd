package io.drover.lab;

import io.drover.emulator.cloud.Allocations;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.emulator.cloud.EmulatedResources;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What must be true of the cloud at every moment. */
final class LabInvariants {

    private final EmulatedCloud cloud;

    LabInvariants(EmulatedCloud cloud) {
        this.cloud = cloud;
    }

    /** One sentence for each thing that is not. Inside only. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        placed(faults);
        migrating(faults);
        for (Host host : cloud.fleet().hosts()) room(host, faults);
        return faults;
    }

    private void placed(List<String> faults) {
        Map<String, TreeSet<String>> homes = new TreeMap<>();
        for (Host host : cloud.fleet().hosts()) {
            for (EmulatedServer server : host.servers())
                homes.computeIfAbsent(server.id(), id -> new TreeSet<>()).add(host.name());
        }
        for (EmulatedServer server : cloud.fleet().servers()) {
            TreeSet<String> its = homes.getOrDefault(server.id(), new TreeSet<>());
            if (its.size() != 1 || !its.contains(server.host().name())) {
                faults.add("server " + server.id() + " is on " + its + " and said to be on "
                        + server.host().name());
            }
            Allocations.Holding held = cloud.allocations().of(server.id());
            if (held == null) faults.add("server " + server.id() + " has no allocation");
        }
    }

    private void migrating(List<String> faults) {
        TreeSet<String> moving = new TreeSet<>();
        for (EmulatedMigration migration : cloud.migrations().log().all()) {
            if (!migration.status().ended() && !moving.add(migration.server().id())) {
                faults.add("server " + migration.server().id() + " has two migrations");
            }
        }
    }

    private void room(Host host, List<String> faults) {
        EmulatedResources used = cloud.allocations().used(host);
        EmulatedResources capacity = host.capacity();
        boolean fits = used.vcpus() <= capacity.vcpus()
                && used.memoryMb() <= capacity.memoryMb()
                && used.diskGb() <= capacity.diskGb();
        if (!fits) faults.add("host " + host.name() + " is overcommitted: " + used + " of " + capacity);
    }
}
