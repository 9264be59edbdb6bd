package io.drover.emulator.cloud;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;

/**
 * Ceilometer: polls every server and host at whole multiples of its interval. What it last heard of a server's host
 * may be wrong: a migration's first notification names the destination, its last the source again, and only the next
 * poll puts it right.
 */
public final class Telemetry {

    /** A host that Gnocchi believed a server to be on; {@code until} is null for what it believes now. */
    public record Revision(String host, Instant from, Instant until) {}

    /** What Gnocchi keeps of one server. */
    public static final class Guest {
        private static final int REVISIONS = 100;

        private final MetricPoints cpu;
        private final MetricPoints memory;
        private final Deque<Revision> revisions = new ArrayDeque<>();

        Guest(int points, String host, Instant now) {
            cpu = new MetricPoints(points);
            memory = new MetricPoints(points);
            revisions.add(new Revision(host, now, null));
        }

        /** Cumulative CPU time in ns. */
        public MetricPoints cpu() {
            return cpu;
        }

        /** {@code memory.usage} in MB. */
        public MetricPoints memory() {
            return memory;
        }

        public String host() {
            return revisions.getLast().host();
        }

        /** The present one. */
        public Revision revision() {
            return revisions.getLast();
        }

        /** Oldest first. */
        public Iterable<Revision> revisions() {
            return Collections.unmodifiableCollection(revisions);
        }

        void heardOf(String host, Instant now) {
            Revision last = revisions.getLast();
            if (last.host().equals(host)) {
                return;
            }
            revisions.removeLast();
            revisions.add(new Revision(last.host(), last.from(), now));
            revisions.add(new Revision(host, now, null));
            if (revisions.size() > REVISIONS) {
                revisions.removeFirst();
            }
        }
    }

    private final Duration interval;
    private final int points;

    Telemetry(CloudSettings settings) {
        this.interval = settings.poll();
        this.points = (int) (settings.history().toSeconds() / interval.toSeconds()) + 1;
    }

    /** The finest granularity, in seconds. */
    public int granularity() {
        return (int) interval.toSeconds();
    }

    int points() {
        return points;
    }

    Guest guest(String host, Instant now) {
        return new Guest(points, host, now);
    }

    void poll(EmulatedFleet fleet, Instant now) {
        if (now.getEpochSecond() % interval.toSeconds() != 0) {
            return;
        }
        for (Host host : fleet.hosts()) {
            host.cpuPercent().add(now, 100 * Math.min(1, host.runnable() / host.pCpus()));
            for (EmulatedServer server : host.servers()) {
                server.telemetry().cpu().add(now, (double) server.cpuNanos(now));
                server.telemetry().memory().add(now, server.memoryUsedMb());
                server.telemetry().heardOf(host.name(), now);
            }
        }
    }
}
