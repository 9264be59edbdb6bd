package io.drover.simulation;

import io.drover.auction.Effect;
import io.drover.model.Cooldown;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** As long as the settings and its earlier moves say; 0 in profile thesis. */
final class CooldownKept implements Invariant {

    private final SimulatedFleet fleet;
    private final VirtualClock clock;
    private final Violations violations;
    private final Cooldown cooldown;

    CooldownKept(World world, Violations violations) {
        this.fleet = world.fleet();
        this.clock = world.clock();
        this.violations = violations;
        this.cooldown = Cooldown.of(world.scenario().settings());
    }

    @Override
    public String sentence() {
        return "no server is moved twice within its cool-down";
    }

    @Override
    public void decided(SimulatedAgent agent, Effect effect) {
        if (!(effect instanceof Effect.Migrate migrate)) return;
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
