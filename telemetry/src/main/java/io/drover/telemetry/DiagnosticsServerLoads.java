package io.drover.telemetry;

import io.drover.openstack.CloudException;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/**
 * Loads from the CPU times that Nova's diagnostics tell, between two rounds. Nova asks the host for each of them, which
 * takes it 0.5 s in releases 2024.2 to 2026.1, so a few are asked for at once: more would take all workers of a small
 * nova-api.
 */
final class DiagnosticsServerLoads implements ServerLoads {

    static final int AT_ONCE = 4;

    private final NovaClient nova;
    private final InstantSource clock;
    private final Map<String, CpuTimes> times = new TreeMap<>();
    private final Map<String, Reading> known = new TreeMap<>();
    private Optional<String> problem = Optional.empty();

    DiagnosticsServerLoads(NovaClient nova, InstantSource clock) {
        this.nova = nova;
        this.clock = clock;
    }

    /**
     * The CPU time of a server's process at one time.
     *
     * @param nanos since the process started on this host
     */
    record CpuTimes(long nanos, Instant at) {

        private static final Duration LEAST_INTERVAL = Duration.ofSeconds(1);

        /** The load in between, in CPUs, 0..vcpus; empty: it started anew, or the two are too near to each other. */
        Optional<Reading> loadUntil(CpuTimes later, int vcpus) {
            Duration interval = Duration.between(at, later.at);
            if (later.nanos < nanos || interval.compareTo(LEAST_INTERVAL) < 0) return Optional.empty();
            double load = (double) (later.nanos - nanos) / interval.toNanos();
            return Optional.of(new Reading(Math.min(vcpus, load), later.at));
        }
    }

    /**
     * What one server's diagnostics told.
     *
     * @param times empty: the server has moved or is stopped, or they cannot be read
     * @param unreadable why they cannot
     */
    private record Told(Server server, Optional<CpuTimes> times, Optional<String> unreadable) {

        static Told nothing(Server server, Optional<String> unreadable) {
            return new Told(server, Optional.empty(), unreadable);
        }
    }

    /**
     * When Nova is slow or silent the rest of the round is left out: each question may wait for a busy host. A server
     * whose answer cannot be read is unknown, and no other.
     */
    @Override
    public Map<String, Reading> of(List<Server> active, Instant now) {
        var ids = active.stream().map(Server::id).collect(Collectors.toSet());
        times.keySet().retainAll(ids);
        known.keySet().retainAll(ids);
        problem = Optional.empty();
        if (active.isEmpty()) return known;
        ExecutorService asking = Executors.newFixedThreadPool(
                Math.min(AT_ONCE, active.size()),
                task -> daemon(task, Thread.currentThread().getName()));
        try {
            List<Future<Told>> answers = new ArrayList<>();
            for (Server server : active) answers.add(asking.submit(() -> ask(server)));
            List<String> unreadable = new ArrayList<>();
            for (Future<Told> answer : answers) {
                learn(answer.get());
                answer.get().unreadable().ifPresent(unreadable::add);
            }
            if (unreadable.size() == active.size()) problem = Optional.of(unreadable.get(0));
        } catch (ExecutionException e) {
            problem = Optional.of(reason(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            problem = Optional.of("interrupted while Nova was asked for diagnostics");
        } finally {
            asking.shutdownNow();
        }
        return known;
    }

    private static Thread daemon(Runnable task, String asker) {
        Thread thread = new Thread(task, asker + "-diagnostics");
        thread.setDaemon(true);
        return thread;
    }

    private static String reason(Throwable cause) {
        if (cause instanceof CloudException refused) return refused.getMessage();
        throw new IllegalStateException("asking for diagnostics broke off", cause);
    }

    private Told ask(Server server) {
        Instant asked = clock.instant();
        try {
            return new Told(
                    server,
                    Optional.of(new CpuTimes(nova.diagnostics(server.id()).cpuNanos(), asked)),
                    Optional.empty());
        } catch (CloudException.NotFound | CloudException.Conflict movedOrStopped) {
            return Told.nothing(server, Optional.empty());
        } catch (CloudException.Unusable e) {
            return Told.nothing(server, Optional.of(e.getMessage()));
        }
    }

    private void learn(Told told) {
        String id = told.server().id();
        if (told.times().isEmpty()) {
            times.remove(id);
            known.remove(id);
            return;
        }
        CpuTimes before = times.put(id, told.times().get());
        if (before == null) return;
        Optional<Reading> load =
                before.loadUntil(told.times().get(), told.server().flavor().vcpus());
        if (load.isPresent()) known.put(id, load.get());
        else known.remove(id);
    }

    @Override
    public Optional<String> problem() {
        return problem;
    }
}
