package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TermTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final Term minute = Term.of(NOW, Duration.ofMinutes(1));

    @Test
    void lastsUntilItIsOver() {
        assertThat(minute.lasts(NOW)).isTrue();
        assertThat(minute.lasts(NOW.plusSeconds(59))).isTrue();
        assertThat(minute.lasts(NOW.plusSeconds(60))).isFalse();
        assertThat(Term.NONE.lasts(NOW)).isFalse();
    }

    @Test
    void aClockThatStepsBackEndsIt() {
        assertThat(minute.lasts(NOW.minusSeconds(3600))).isFalse();
    }
}
