package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.engine.AuctionEngine;
import io.drover.engine.Engine;
import io.drover.model.AuctionSettings;
import io.drover.model.HostInfo;
import io.drover.model.Settings;
import io.drover.scenario.Scenario;
import io.drover.scenario.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** As many auctions under faults as {@code -Ddrover.auctions=N} asks for. */
class ManyAuctionsTest {

    private static final long FIRST_SEED = 2_000;

    @Tag("long")
    @Test
    void invariantsHoldOverAsManyAuctionsAsAskedFor() {
        long wanted = Long.getLong("drover.auctions", 100_000);
        assertThat(auctions(wanted)).isGreaterThanOrEqualTo(wanted);
    }

    /** Runs fleet after fleet, each with settings and faults of its own seed. */
    private static long auctions(long wanted) {
        Counter counter = new Counter();
        long begun = System.nanoTime();
        long seed = FIRST_SEED;
        for (; counter.opened < wanted; seed++) {
            Workload workload = FaultPropertiesTest.workload(seed);
            Scenario scenario = impatient(workload.scenario());
            Result result = Simulation.run(scenario, counter::engine);
            assertThat(result.violations())
                    .as("impatient, %s", workload.command())
                    .isEmpty();
        }
        System.out.printf(
                "%d auctions in %d fleets, %d s: no violation%n",
                counter.opened,
                seed - FIRST_SEED,
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        return counter.opened;
    }

    /** Its agents hardly wait between auctions that come to nothing, so that auctions fill the time. */
    private static Scenario impatient(Scenario scenario) {
        Settings usual = scenario.settings();
        AuctionSettings auction = usual.auction();
        return scenario.under(new Settings(
                usual.host(),
                usual.group(),
                usual.mode(),
                usual.strategy(),
                new AuctionSettings(
                        auction.scope(),
                        auction.replyTimeout(),
                        auction.lockTimeout(),
                        auction.sourceSettle(),
                        auction.destinationSettle(),
                        Duration.ofSeconds(1),
                        Duration.ZERO),
                usual.migration(),
                usual.load()));
    }

    /** Counts what the engines that it makes open. */
    private static final class Counter {

        private long opened;

        Engine engine(Settings settings, SplittableRandom random) {
            Engine engine = new AuctionEngine(settings, random);
            return new Engine() {
                @Override
                public List<Effect> on(Event event) {
                    List<Effect> effects = engine.on(event);
                    for (Effect effect : effects) {
                        if (effect instanceof Effect.Say say && say.note().kind() == Note.Kind.OPENED) opened++;
                    }
                    return effects;
                }

                @Override
                public HostInfo self(Instant now) {
                    return engine.self(now);
                }
            };
        }
    }
}
