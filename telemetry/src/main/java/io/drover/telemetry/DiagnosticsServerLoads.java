package io.drover.telemetry;

import io.drover.openstack.CloudException;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Loads from the CPU times that Nova's diagnostics tell, between two rounds. */
final class DiagnosticsServerLoads implements ServerLoads {

    private final NovaClient nova;
    private final InstantSource clock;
    private final Map<String, CpuTimes> times = new TreeMap<>();
    private final Map<String, Reading> known = new TreeMap<>();
    private Optional<String> problem = Optional.empty();

    DiagnosticsServerLoads(NovaClient nova, InstantSource clock) {
        this.nova = nova;
        this.clock = clock;
    }

    /** When Nova is slow or silent the rest of the round is left out: each question may wait for a busy host. */
    @Override
    public Map<String, Reading> of(List<Server> active, Instant now) {
        var ids = active.stream().map(Server::id).collect(Collectors.toSet());
        times.keySet().retainAll(ids);
        known.keySet().retainAll(ids);
        problem = Optional.empty();
        for (Server server : active) {
            try {
                read(server);
            } catch (CloudException.NotFound | CloudException.Conflict movedOrStopped) {
                forget(server);
            } catch (CloudException e) {
                problem = Optional.of(e.getMessage());
                break;
            }
        }
        return known;
    }

    private void read(Server server) {
        Instant asked = clock.instant();
        CpuTimes newest = new CpuTimes(nova.diagnostics(server.id()).cpuNanos(), asked);
        CpuTimes before = times.put(server.id(), newest);
        if (before == null) return;
        Optional<Reading> load = before.loadUntil(newest, server.flavor().vcpus());
        if (load.isPresent()) known.put(server.id(), load.get());
        else known.remove(server.id());
    }

    private void forget(Server server) {
        times.remove(server.id());
        known.remove(server.id());
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }
}
