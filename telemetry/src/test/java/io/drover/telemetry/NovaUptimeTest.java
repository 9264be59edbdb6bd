package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NovaUptimeTest {

    private static final Instant ASKED = Instant.parse("2026-11-22T11:29:00Z");

    private final NovaUptime uptime = new NovaUptime();

    private static String text(String clock, double one) {
        return " " + clock + " up 3 days,  4:05,  1 user,  load average: " + one + ", 0.50, 0.25\n";
    }

    @Test
    void aTextIsAsOldAsItsClockSaysInAnyTimeZone() {
        assertThat(uptime.took(text("11:28:20", 1.5), ASKED)).isTrue();
        assertThat(uptime.at()).isEqualTo(ASKED.minusSeconds(40));
        assertThat(uptime.averages()).contains(new LoadAverages(1.5, 0.5, 0.25));
        uptime.took(text("16:58:20", 1.5), ASKED);
        assertThat(uptime.at()).as("five and a half hours east").isEqualTo(ASKED.minusSeconds(40));
    }

    @Test
    void whereClocksDifferTheTimeOfAskingCounts() {
        uptime.took(text("11:29:04", 1.5), ASKED);
        assertThat(uptime.at()).as("ahead").isEqualTo(ASKED);
        uptime.took(text("11:21:00", 1.5), ASKED);
        assertThat(uptime.at()).as("too old to have been stored").isEqualTo(ASKED);
    }

    @Test
    void theSameTextIsNotTakenTwice() {
        uptime.took(text("11:28:20", 1.5), ASKED);
        assertThat(uptime.took(text("11:28:20", 1.5), ASKED.plusSeconds(10))).isFalse();
        assertThat(uptime.at()).isEqualTo(ASKED.minusSeconds(40));
    }

    @Test
    void upSinceIsReadToTheMinute() {
        assertThat(NovaUptime.secondsUp(text("11:28:20", 1)))
                .hasValue(Duration.ofDays(3).plusMinutes(245).toSeconds());
        assertThat(NovaUptime.secondsUp(" 11:28:20 up 7 min,  1 user")).hasValue(420);
        assertThat(NovaUptime.secondsUp("nothing")).isEmpty();
    }

    /** Nova 31.2.0: the host stores its uptime each minute, the agent asks each ten seconds. */
    @Test
    void aStepFromATenthToNineTenthsIsNeverSeenAsMore() {
        LoadGauge gauge = new LoadGauge(0);
        double average = 0.8;
        double load = 0.8;
        String stored = text("11:00:00", 0.8);
        for (int second = 0; second < 900; second += 5) {
            if (second == 305) load = 7.28;
            average = average * Math.exp(-5 / 60.0) + load * (1 - Math.exp(-5 / 60.0));
            Instant now = Instant.parse("2026-11-22T11:00:00Z").plusSeconds(second);
            if (second % 60 == 55) stored = text(now.toString().substring(11, 19), Math.round(average * 100) / 100.0);
            if (second % 10 != 0 || !uptime.took(stored, now)) continue;
            Optional<Reading> seen = gauge.next(uptime.averages().orElseThrow(), uptime.at());
            seen.ifPresent(reading -> assertThat(reading.value() / 8).isBetween(0.08, 1.1));
        }
        assertThat(uptime.averages().orElseThrow().one()).isGreaterThan(7);
    }
}
