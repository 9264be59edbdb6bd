package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.model.Cooldown;
import io.drover.scenario.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** As long as the settings and its earlier moves say; 0 in profile thesis. A host that drains keeps to none. */
final class CooldownKept implements Invariant {

    /** An order takes a while to be heard everywhere, and an auction to end. */
    private static final Duration ORDERED = Duration.ofMinutes(5);

    private final SimulatedFleet fleet;
    private final VirtualClock clock;
    private final Violations violations;
    private final Cooldown cooldown;
    private final List<Incident> incidents;

    CooldownKept(World world, Violations violations) {
        this.fleet = world.fleet();
        this.clock = world.clock();
        this.violations = violations;
        this.incidents = world.scenario().incidents();
        this.cooldown = Cooldown.of(world.scenario().settings());
    }

    @Override
    public String sentence() {
        return "no server is moved twice within its cool-down";
    }

    /** What has to go goes, however lately it came. What was agreed before the end is still carried out. */
    private boolean drains(String host) {
        return incidents.stream()
                .anyMatch(incident -> incident instanceof Incident.Drain drain
                        && drain.host().equals(host)
                        && clock.now() >= drain.from().toNanos()
                        && clock.now() <= drain.until().plus(ORDERED).toNanos());
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!(effect instanceof Effect.Migrate migrate) || drains(agent.name())) return;
        SimulatedServer server = fleet.server(migrate.order().server());
        if (server == null || server.moves().isEmpty()) return;
        List<Instant> moves = server.moves();
        Instant now = clock.instant();
        if (!now.isBefore(cooldown.until(moves, now).orElse(now))) return;
        long seconds = Duration.between(moves.get(moves.size() - 1), now).toSeconds();
        violations.report(
                this, agent.name() + " moves " + server.id() + " " + seconds + " s after the last of its moves");
    }
}
