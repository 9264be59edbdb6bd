package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.nova.CopyMeasurement;
import io.drover.nova.CopyProgress;
import io.drover.telemetry.DirtyRates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MigrationLessonsTest {

    private static final MigrationOrder ORDER = new MigrationOrder("pm1/a", "s1", "pm1", "pm2", Instant.EPOCH, 12, 0.1);

    private final List<String> lines = new ArrayList<>();
    private final MigrationLessons learning = new MigrationLessons(new DirtyRates(), lines::add);

    private static CopyProgress progress(String status, long remaining) {
        OptionalLong total = OptionalLong.of(1000);
        return new CopyProgress(7, status, total, OptionalLong.of(300), OptionalLong.of(remaining), Instant.EPOCH);
    }

    @Test
    void aLineIsSaidOnceHoweverOftenNovaIsLookedAt() {
        for (int look = 0; look < 10; look++) learning.progress(ORDER, progress("running", 750));
        for (int look = 0; look < 10; look++) learning.progress(ORDER, progress("running", 500));
        assertThat(lines).containsExactly("pm1/a: s1 to pm2 is running, 25 %", "pm1/a: s1 to pm2 is running, 50 %");
        learning.ended(ORDER, new Outcome.Done(9), CopyMeasurement.NONE);
        learning.progress(ORDER, progress("running", 500));
        assertThat(lines).hasSize(3);
    }
}
