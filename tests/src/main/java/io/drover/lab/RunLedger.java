package io.drover.lab;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.emulator.cloud.EmulatedServer;
import io.drover.emulator.cloud.Host;
import io.drover.model.HostInfo;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.model.Settings;
import io.drover.simulation.Attempts;
import io.drover.simulation.AuctionPromises;
import io.drover.simulation.Metrics;
import io.drover.simulation.OpenOrders;
import io.drover.simulation.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Keeps account of a run: true loads as the cloud tells them, what the agents do, and whether the invariants hold.
 * Everything is entered inside the cloud, which first catches up with the clock; so entries are in order of time.
 */
final class RunLedger {

    private static final double MEGA = 1e6;

    private final EmulatedCloud cloud;
    private final Instant start;
    private final Metrics metrics;
    private final Attempts attempts = new Attempts();
    private final OpenOrders orders = new OpenOrders();
    private final AuctionPromises promises;
    private final Locks locks;
    private final LabInvariants audit;
    private final LabViolations violations = new LabViolations();
    private LabTraffic traffic = LabTraffic.NONE;

    /**
     * @param settings of any of the agents
     * @param interval between two samples of an agent
     */
    RunLedger(EmulatedCloud cloud, Instant start, Settings settings, Duration interval) {
        this.cloud = cloud;
        this.start = start;
        this.promises = new AuctionPromises(settings);
        this.locks = new Locks(settings.auction(), interval);
        this.audit = new LabInvariants(cloud);
        int hosts = cloud.inside(() -> cloud.fleet().hosts().size());
        this.metrics = new Metrics(hosts, settings.strategy().thresholds().push());
    }

    /** Opens the books at the loads of now. */
    void begin() {
        cloud.inside(() -> {
            cloud.fleet().hosts().forEach(host -> load(host, start));
            metrics.begin();
            return null;
        });
        cloud.follow(this::load);
    }

    void heard(String host, Event event) {
        if (!(event instanceof Event.Heard) && !(event instanceof Event.MigrationEnded)) return;
        cloud.inside(() -> {
            promises.heard(host, event);
            orders.heard(host, event).ifPresent(order -> ended(order, ((Event.MigrationEnded) event).outcome()));
            return null;
        });
    }

    void decided(String host, Effect effect) {
        if (!(effect instanceof Effect.Send) && !(effect instanceof Effect.Migrate)) return;
        cloud.inside(() -> {
            if (attempts.begins(host, effect)) metrics.attempt(nanos());
            promises.decided(host, nanos(), effect).ifPresent(this::violated);
            orders.decided(host, effect).ifPresent(this::violated);
            if (effect instanceof Effect.Migrate migrate) ordered(host, migrate.order());
            return null;
        });
    }

    /** Looks at what nobody tells of: the messages so far, the locks, the cloud. */
    void look(LabTraffic soFar, List<HostInfo> hosts) {
        cloud.inside(() -> {
            for (long i = traffic.messages(); i < soFar.messages(); i++) metrics.message(nanos());
            metrics.traffic(nanos(), soFar.bytes() - traffic.bytes());
            traffic = soFar;
            for (HostInfo host : hosts) {
                locks.seen(host.host(), host.standing().lockedBy(), migrating(host.host()), sinceStart())
                        .ifPresent(this::violated);
            }
            audit.faults().forEach(this::violated);
            return null;
        });
    }

    double systemPerformance() {
        return cloud.inside(metrics::systemPerformance);
    }

    /** Closes the books; the clock stands still. */
    Summary close(Metrics.Run run) {
        return cloud.inside(() -> {
            SortedMap<String, String> placements = new TreeMap<>();
            cloud.fleet()
                    .servers()
                    .forEach(server -> placements.put(server.id(), server.host().name()));
            return metrics.summary(nanos(), run, violations.count(), placements);
        });
    }

    List<String> violations() {
        return cloud.inside(violations::first);
    }

    private void load(Host host, Instant at) {
        metrics.load(Duration.between(start, at).toNanos(), host.number() - 1, host.runnable() / host.pCpus());
    }

    private void ordered(String host, MigrationOrder order) {
        EmulatedServer server = cloud.fleet().server(order.server());
        if (server != null && !server.host().name().equals(host)) {
            violated(host + " orders a migration of " + order.server() + ", which is on "
                    + server.host().name());
        }
        audit.faults().forEach(this::violated);
    }

    private void ended(MigrationOrder order, Outcome outcome) {
        double megabytes = megabytes(order);
        if (outcome.done()) metrics.migrated(nanos(), megabytes, order.predictedDowntimeSeconds());
        else if (!(outcome instanceof Outcome.Skipped)) metrics.failed(nanos(), megabytes);
        audit.faults().forEach(this::violated);
    }

    private double megabytes(MigrationOrder order) {
        EmulatedServer server = cloud.fleet().server(order.server());
        if (server == null) return 0;
        for (EmulatedMigration newest : server.migrations()) return newest.sentBytes(cloud.now()) / MEGA;
        return 0;
    }

    private boolean migrating(String host) {
        for (EmulatedMigration migration : cloud.migrations().log().all()) {
            boolean here = migration.source().name().equals(host)
                    || migration.destination() != null
                            && migration.destination().name().equals(host);
            if (here && !migration.status().ended()) return true;
        }
        return false;
    }

    private void violated(String sentence) {
        violations.report(sinceStart(), sentence);
    }

    private Duration sinceStart() {
        return Duration.between(start, cloud.now());
    }

    private long nanos() {
        return sinceStart().toNanos();
    }
}
