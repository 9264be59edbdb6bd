package io.drover.nova;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CopyMeasurementTest {

    private static final long GIB = 1L << 30;
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00Z");

    private final CopyMeasurement.Tally tally = new CopyMeasurement.Tally();

    /** Looked at that many seconds after the request, by numbers that Nova wrote two seconds before. */
    private void saw(double second, String status, long processed, long disk, long diskRemaining) {
        Instant at = AT.plusMillis(Math.round(1000 * second));
        tally.saw(
                new CopyProgress(
                        7,
                        status,
                        OptionalLong.of(GIB),
                        OptionalLong.of(processed),
                        OptionalLong.of(GIB - Math.min(GIB, processed)),
                        disk == 0 ? OptionalLong.empty() : OptionalLong.of(disk),
                        disk == 0 ? OptionalLong.empty() : OptionalLong.of(diskRemaining),
                        at.minusSeconds(2)),
                at);
    }

    @Test
    void memoryIsMeasuredFromTheFirstLookThatShowsItRunning() {
        saw(1, "preparing", 0, 0, 0);
        assertThat(tally.measure()).isEqualTo(CopyMeasurement.NONE);
        saw(2, "running", 0, 0, 0);
        assertThat(tally.measure().processed()).as("zeros are no numbers").isEmpty();
        saw(7, "running", 400, 0, 0);
        saw(9, "running", 0, 0, 0);
        CopyMeasurement measure = tally.measure();
        assertThat(measure.total()).hasValue(GIB);
        assertThat(measure.processed()).hasValue(400);
        assertThat(measure.copying()).isEqualTo(Duration.ofSeconds(7));
        assertThat(measure.numbersAfter()).isEqualTo(Duration.ofSeconds(5));
        assertThat(measure.diskGib()).isZero();
    }

    @Test
    void memoryIsMeasuredFromTheLookThatShowsNoDiskToSend() {
        saw(2, "running", 0, 20 * GIB, 20 * GIB);
        saw(100, "running", 0, 20 * GIB, 10 * GIB);
        saw(190, "running", 0, 21 * GIB, 2 * GIB);
        saw(200, "running", 300, 20 * GIB, GIB);
        CopyMeasurement measure = tally.measure();
        assertThat(measure.copying()).isEqualTo(Duration.ofSeconds(10));
        assertThat(measure.numbersAfter()).isEqualTo(Duration.ofSeconds(10));
        assertThat(measure.diskGib()).isCloseTo(21, within(1e-9));
    }

    @Test
    void aShareCountsMemoryAndDisk() {
        CopyProgress halfway = new CopyProgress(
                7,
                "running",
                OptionalLong.of(GIB),
                OptionalLong.of(0),
                OptionalLong.of(GIB),
                OptionalLong.of(3 * GIB),
                OptionalLong.of(GIB),
                AT);
        assertThat(halfway.fraction()).hasValue(0.5);
        assertThat(halfway.copiesDisk()).isTrue();
        assertThat(new CopyProgress(
                                7,
                                "running",
                                OptionalLong.of(GIB),
                                OptionalLong.of(0),
                                OptionalLong.of(GIB),
                                OptionalLong.of(20 * GIB),
                                OptionalLong.of(GIB),
                                AT)
                        .copiesDisk())
                .as("a twentieth: what the guest writes meanwhile")
                .isFalse();
        assertThat(new CopyProgress(7, "running", OptionalLong.of(GIB), OptionalLong.of(0), OptionalLong.of(GIB), AT)
                        .copiesDisk())
                .isFalse();
    }
}
