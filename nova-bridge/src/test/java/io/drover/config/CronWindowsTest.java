package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.ChangeWindows;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronWindowsTest {

    private final ChangeWindows nights =
            CronWindows.of(List.of("* 22-23,0-4 * * mon-fri", "*/30 12 1 * *"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T22:00:00Z, true", // a Monday
        "2026-11-23T23:59:59.999Z, true",
        "2026-11-23T21:59:59Z, false",
        "2026-11-24T04:59:59Z, true",
        "2026-11-24T05:00:00Z, false",
        "2026-11-22T22:30:00Z, false", // a Sunday
        "2026-11-01T12:30:59Z, true",
        "2026-11-01T12:31:00Z, false"
    })
    void opensInEveryMinuteThatOneExpressionMatches(Instant at, boolean open) {
        assertThat(nights.open(at)).isEqualTo(open);
    }

    @Test
    void readsTheClockOfItsZone() {
        ChangeWindows stockholm = CronWindows.of(List.of("* 2 * * *"), ZoneId.of("Europe/Stockholm"));
        assertThat(stockholm.open(Instant.parse("2026-07-01T00:30:00Z"))).isTrue();
        assertThat(stockholm.open(Instant.parse("2026-12-01T00:30:00Z"))).isFalse();
        assertThat(stockholm.open(Instant.parse("2026-12-01T01:30:00Z"))).isTrue();
    }

    @Test
    void twoOClockComesTwiceWhenSummerTimeEnds() {
        ChangeWindows stockholm = CronWindows.of(List.of("* 2 * * *"), ZoneId.of("Europe/Stockholm"));
        assertThat(stockholm.open(Instant.parse("2026-10-25T00:30:00Z"))).isTrue();
        assertThat(stockholm.open(Instant.parse("2026-10-25T01:30:00Z"))).isTrue();
        assertThat(stockholm.open(Instant.parse("2026-10-25T02:30:00Z"))).isFalse();
    }

    @Test
    void withoutExpressionsItIsAlwaysOpen() {
        assertThat(CronWindows.of(List.of(), ZoneOffset.UTC)).isSameAs(ChangeWindows.ALWAYS);
    }
}
