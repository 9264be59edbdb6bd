package io.drover.telemetry;

import io.drover.local.LocalGuests;
import io.drover.local.LocalKernel;
import io.drover.model.HostUsage;
import io.drover.openstack.CloudException;
import io.drover.openstack.Hypervisor;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds out whether this machine is the hypervisor that the agent speaks for: it runs one of its servers, goes by its
 * name, or has been up for as long with as much memory as Nova says. A container's own name says nothing, its host's
 * guests and memory do.
 */
final class ThisMachine {

    private static final Duration KNOWN = Duration.ofMinutes(10);

    /** uptime(1) tells minutes, and Nova's text may be one old. */
    private static final long UPTIMES_DIFFER_BY = 150;

    private static final double MEMORIES_DIFFER_BY = 0.02;

    private final NovaClient nova;
    private final ProcFiles proc;
    private final LocalKernel kernel;
    private final LocalGuests guests;
    private final Cached<Boolean> here = new Cached<>(KNOWN);

    ThisMachine(NovaClient nova, ProcFiles proc, LocalKernel kernel, LocalGuests guests) {
        this.nova = nova;
        this.proc = proc;
        this.kernel = kernel;
        this.guests = guests;
    }

    boolean here(Inventory.Facts facts, Instant now) {
        return here.get(now, () -> kernel.boot().isPresent() && found(facts));
    }

    private boolean found(Inventory.Facts facts) {
        Set<String> running = guests.glance();
        boolean ours = facts.servers().stream()
                .map(Server::instanceName)
                .flatMap(Optional::stream)
                .anyMatch(running::contains);
        return ours || proc.isOn(facts.own().name()) || sameMachine(facts.own());
    }

    private boolean sameMachine(Hypervisor own) {
        HostUsage usage = proc.usage();
        if (usage.memoryMib() == null || own.memoryMib().isEmpty()) return false;
        double memories = (double) usage.memoryMib() / own.memoryMib().getAsLong();
        if (Math.abs(memories - 1) > MEMORIES_DIFFER_BY) return false;
        try {
            OptionalLong up = nova.uptime(own.id()).map(NovaUptime::secondsUp).orElse(OptionalLong.empty());
            double here = kernel.boot().orElseThrow().seconds();
            return up.isPresent() && Math.abs(up.getAsLong() - here) <= UPTIMES_DIFFER_BY;
        } catch (CloudException unknown) {
            return false;
        }
    }
}
