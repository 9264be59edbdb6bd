package io.drover.simulation;

import io.drover.auction.Event;
import io.drover.model.Cooldown;
import io.drover.model.CostModel;
import io.drover.model.Decimal;
import io.drover.model.Mode;
import io.drover.model.Outcome;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * Once faults and loads have been quiet for a while, no host is hot that another could relieve by the strategy's own
 * rules. With a margin, for agents see loads through their kernels' noise; and by {@link ShownLoads}, for by rules that
 * count no promised load a host that was given too much knows it only when its samples tell.
 */
final class FleetBalances implements Invariant {

    static final Duration CALM = Duration.ofMinutes(50);

    private static final double MARGIN = 0.03;
    private static final double MARGIN_WITH_NOISE = 0.12;
    private static final double MEGABYTES_PER_MIB = 1.048576;

    private final World world;
    private final Settings settings;
    private final Violations violations;
    private final double margin;
    private final ShownLoads shown;
    private final long[] failedAt;

    FleetBalances(World world, Violations violations) {
        this.world = world;
        this.settings = world.scenario().settings();
        this.violations = violations;
        this.margin = world.scenario().conditions().counted() ? MARGIN_WITH_NOISE : MARGIN;
        this.shown = new ShownLoads(world);
        this.failedAt = new long[world.fleet().servers().size()];
        Arrays.fill(failedAt, -1);
    }

    @Override
    public String sentence() {
        return "when faults stop, the fleet balances";
    }

    /** A server that could not be moved is quarantined, with good reason. */
    @Override
    public void heard(SimulatedAgent agent, Event event) {
        if (!(event instanceof Event.MigrationEnded ended) || ended.outcome() instanceof Outcome.Done) return;
        SimulatedServer server = world.fleet().server(ended.server());
        if (server != null) failedAt[server.index] = world.clock().now();
    }

    @Override
    public void ended(SimulatedMigration migration) {
        shown.ended(migration);
    }

    @Override
    public void finished() {
        if (settings.mode() != Mode.ENFORCE || paused() || !calm()) return;
        for (SimulatedHost host : world.fleet().hosts()) {
            if (Math.min(host.normalizedLoad(), shown.of(host)) < push() + margin) continue;
            relief(host)
                    .ifPresent(how -> violations.report(
                            this,
                            host.name() + " is hot with " + Decimal.shortest(host.normalizedLoad()) + ", yet " + how));
        }
    }

    private boolean calm() {
        Duration calm = world.scenario().duration().minus(world.scenario().calmFrom());
        return calm.compareTo(CALM) >= 0;
    }

    /** Whether it is to be emptied still, at the end. */
    private boolean drains(String host) {
        Duration end = world.scenario().duration();
        return world.scenario().incidents().stream()
                .anyMatch(incident -> incident instanceof Incident.Drain drain
                        && drain.host().equals(host)
                        && drain.until().compareTo(end) >= 0);
    }

    private boolean paused() {
        return world.scenario().incidents().stream()
                .anyMatch(incident -> incident instanceof Incident.Announcement pause && pause.paused());
    }

    private Optional<String> relief(SimulatedHost hot) {
        for (SimulatedServer server : hot.servers()) {
            if (!movable(server)) continue;
            for (SimulatedHost other : world.fleet().hosts()) {
                if (other != hot && takes(other, server, hot)) {
                    return Optional.of(other.name() + " with " + Decimal.shortest(other.normalizedLoad())
                            + " could take " + server.id() + " of " + Decimal.shortest(server.demand) + " CPUs");
                }
            }
        }
        return Optional.empty();
    }

    private boolean movable(SimulatedServer server) {
        if (server.migration != null || failedAt[server.index] >= 0) return false;
        Instant now = world.clock().instant();
        Optional<Instant> rested = Cooldown.of(settings).until(server.moves(), now);
        if (rested.isPresent() && now.isBefore(rested.get().plus(CALM))) return false;
        double bandwidth = settings.migration().bandwidth();
        double dirty = server.spec.dirtyRate();
        CostModel.Cost cost =
                settings.migration().cost().of(server.spec.memoryMib() * MEGABYTES_PER_MIB, bandwidth, dirty);
        return dirty < bandwidth
                && cost.downtimeSeconds() <= seconds(settings.migration().downtimeLimit())
                && cost.seconds() <= seconds(settings.migration().completionTimeout());
    }

    private boolean takes(SimulatedHost other, SimulatedServer server, SimulatedHost hot) {
        double pull = settings.strategy().thresholds().pull();
        if (other.closed.isPresent()
                || drains(other.name())
                || !server.spec.resources().fitIn(other.free())) return false;
        if (onlyColdOnesAct() && seen(other) > pull - margin) return false;
        double sourceAfter = hot.normalizedLoad() - server.demand / hot.spec.cpus();
        double destinationAfter = seen(other) + server.demand / other.spec.cpus();
        return destinationAfter < push() - margin
                && sourceAfter > pull + margin
                && improves(hot.normalizedLoad(), seen(other), sourceAfter, destinationAfter);
    }

    /** A host that gave servers away goes on declining until it knows. */
    private double seen(SimulatedHost other) {
        return Math.max(other.normalizedLoad(), shown.of(other));
    }

    private double push() {
        return settings.strategy().thresholds().push();
    }

    private boolean onlyColdOnesAct() {
        StrategyName name = settings.strategy().name();
        return name == StrategyName.PULL || name == StrategyName.AUTO;
    }

    private boolean improves(double source, double destination, double sourceAfter, double destinationAfter) {
        double required = 1 + settings.strategy().requiredImprovement() / 100 + margin;
        return entropy(sourceAfter, destinationAfter) > required * entropy(source, destination);
    }

    private static double entropy(double one, double other) {
        Balance balance = new Balance(2);
        balance.set(0, one);
        balance.set(1, other);
        return balance.systemPerformance();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
