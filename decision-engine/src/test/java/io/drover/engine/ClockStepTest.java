package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Event;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A host whose clock was an hour ahead, and is put right. */
class ClockStepTest {

    private final AuctionEngine engine =
            new AuctionEngine(Profile.DEFAULT.settings().on("pm1"), new SplittableRandom(1));
    private Instant now = Instant.parse("2026-03-01T13:00:00Z");

    private void sample(double load) {
        now = now.plusSeconds(10);
        engine.on(new Event.Observed(
                now,
                new HostObservation(
                        now,
                        8,
                        OptionalDouble.of(load),
                        HostUsage.UNKNOWN,
                        Resources.of(8, 4096, 100),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.empty())));
    }

    @Test
    void itsLoadIsThatOfTheSamplesSince() {
        for (int i = 0; i < 6; i++) sample(4);
        now = now.minus(Duration.ofHours(1));
        for (int i = 0; i < 6; i++) sample(1.6);
        assertThat(engine.self(now).load().sampledAt()).isEqualTo(now);
        assertThat(engine.self(now).load().normalized()).isEqualTo(0.2);
    }
}
