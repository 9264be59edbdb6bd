package io.drover.simulation;

import io.drover.auction.Effect;
import java.time.Duration;
import java.time.Instant;

/** As long as the settings say; 0 in profile thesis. */
final class CooldownKept implements Invariant {

    private final SimulatedFleet fleet;
    private final VirtualClock clock;
    private final Violations violations;
    private final Duration cooldown;

    CooldownKept(World world, Violations violations) {
        this.fleet = world.fleet();
        this.clock = world.clock();
        this.violations = violations;
        this.cooldown = world.scenario().settings().migration().serverCooldown();
    }

    @Override
    public String sentence() {
        return "no server is moved twice within its cool-down";
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!(effect instanceof Effect.Migrate migrate)) return;
        SimulatedServer server = fleet.server(migrate.order().server());
        if (server == null || server.lastMoved().isEmpty()) return;
        Instant moved = server.lastMoved().get();
        if (!clock.instant().isBefore(moved.plus(cooldown))) return;
        violations.report(
                this,
                agent.name() + " moves " + server.id() + " "
                        + Duration.between(moved, clock.instant()).toSeconds() + " s after its last move");
    }
}
