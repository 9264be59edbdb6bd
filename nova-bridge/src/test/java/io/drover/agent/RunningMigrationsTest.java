package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Report.Underway;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.nova.CopyMeasurement;
import io.drover.nova.CopyProgress;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RunningMigrationsTest {

    private final RunningMigrations running = new RunningMigrations();

    private static MigrationOrder order(String server) {
        return new MigrationOrder("pm1/a", server, "pm1", "pm2", Instant.EPOCH, 12, 0.1);
    }

    private static CopyProgress progress(OptionalLong total, OptionalLong processed, OptionalLong remaining) {
        return new CopyProgress(7, "running", total, processed, remaining, Instant.EPOCH);
    }

    @Test
    void aMigrationIsToldOfFromTheFirstLookToItsEnd() {
        OptionalLong none = OptionalLong.empty();
        running.progress(order("s2"), progress(none, none, none));
        running.progress(order("s1"), progress(OptionalLong.of(1000), OptionalLong.of(300), OptionalLong.of(750)));
        assertThat(running.now())
                .containsExactly(
                        new Underway("pm1/a", "s1", "pm2", 0.25), new Underway("pm1/a", "s2", "pm2", Double.NaN));
        running.ended(order("s1"), new Outcome.Done(9), CopyMeasurement.NONE);
        assertThat(running.now()).extracting(Underway::server).containsExactly("s2");
    }

    @Test
    void zerosAreNoProgressAndMemoryDirtiedAnewIsNoLessThanNone() {
        OptionalLong zero = OptionalLong.of(0);
        assertThat(progress(zero, zero, zero).fraction()).isEmpty();
        assertThat(progress(OptionalLong.of(1000), OptionalLong.of(5000), OptionalLong.of(1100))
                        .fraction())
                .hasValue(0);
    }
}
