package io.drover.emulator.cloud;

import java.util.Comparator;

/** Nova's scheduler, as far as live migrations go: which hosts would take a server. */
final class Scheduler {

    private final EmulatedFleet fleet;
    private final Allocations allocations;

    Scheduler(EmulatedFleet fleet, Allocations allocations) {
        this.fleet = fleet;
        this.allocations = allocations;
    }

    /** The host asked for, or the emptiest when none was; null when there is no valid host. */
    Host choose(EmulatedServer server, Host wanted) {
        if (wanted != null) {
            return takes(wanted, server) ? wanted : null;
        }
        return fleet.hosts().stream()
                .filter(host -> takes(host, server))
                .max(Comparator.comparingInt(this::freeMemoryMb))
                .orElse(null);
    }

    private boolean takes(Host host, EmulatedServer server) {
        return host != server.host()
                && host.enabled()
                && host.up()
                && allocations.fits(host, server.flavor().resources())
                && (!server.pinnedToZone() || host.zone().equals(server.host().zone()))
                && groupAllows(server, host);
    }

    private int freeMemoryMb(Host host) {
        return host.capacity().minus(allocations.used(host)).memoryMb();
    }

    private boolean groupAllows(EmulatedServer server, Host host) {
        EmulatedGroup group = server.group();
        if (group == null) {
            return true;
        }
        return switch (group.policy()) {
            case "anti-affinity" -> !hasOther(group, server, host);
            case "affinity" -> group.members().size() == 1 || hasOther(group, server, host);
            default -> true;
        };
    }

    private boolean hasOther(EmulatedGroup group, EmulatedServer server, Host host) {
        return group.members().stream()
                .filter(member -> !member.equals(server.id()))
                .map(allocations::of)
                .anyMatch(held -> held != null && held.host() == host);
    }
}
