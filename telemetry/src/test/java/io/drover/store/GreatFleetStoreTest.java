package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.auction.Report;
import io.drover.measurement.Fleet;
import io.drover.measurement.FleetView.HostSample;
import io.drover.measurement.FleetView.Sample;
import io.drover.measurement.Ledger;
import io.drover.measurement.RoundReading;
import io.drover.measurement.SampleWindow;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hours of 1,000 hosts in the embedded store: what writing and a restart take. Prints the figures of doc/scale.md. */
@Tag("long")
class GreatFleetStoreTest {

    private static final int HOSTS = 1_000;
    private static final Duration SPAN = Duration.ofHours(2);

    @TempDir
    private Path state;

    private final Fleet fleet = new Fleet();

    @Test
    void aRestartReadsNoMoreThanMemoryHolds() throws SQLException {
        SqlLedger.Limits limits = SqlLedger.Limits.waiting(100).withRaw(Optional.of(Duration.ofHours(1)));
        long began = System.nanoTime();
        int samples = 0;
        try (SqlLedger ledger = new SqlLedger(SqlLedger.embedded(state), "mp", limits, fleet)) {
            ledger.start(Instant.EPOCH);
            for (; fleet.instant().isBefore(Fleet.START.plus(SPAN)); fleet.passes(Fleet.INTERVAL), samples++) {
                ledger.keep(sample(fleet.instant()), readings(samples));
                await().atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> ledger.state().waiting() < 50);
            }
        }
        try (SqlLedger ledger = new SqlLedger(SqlLedger.embedded(state), "mp", limits, fleet)) {
            ledger.start(fleet.instant());
            ledger.keep(new Sample(fleet.instant(), true, Double.NaN, Double.NaN, 0, 0, 0, List.of()), List.of());
        }
        System.out.printf("%d samples of %d hosts: %.0f ms each%n", samples, HOSTS, millis(began) / samples);
        System.gc();
        long before = used();
        began = System.nanoTime();
        try (SqlLedger ledger = new SqlLedger(SqlLedger.embedded(state), "mp", limits, fleet)) {
            Ledger.Past past = ledger.start(Fleet.START);
            double took = millis(began);
            System.gc();
            System.out.printf(
                    "restart: %.1f s, %d samples and %d means, %d MB%n",
                    took / 1000, past.samples().size(), past.means().size(), (used() - before) >> 20);
            assertThat(past.samples()).hasSizeBetween(300, SampleWindow.HOST_LOADS / HOSTS);
            assertThat(past.means()).hasSizeGreaterThan(16);
            assertThat(past.readings()).hasSize(HOSTS);
        }
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static Sample sample(Instant at) {
        List<HostSample> hosts = IntStream.range(0, HOSTS)
                .mapToObj(i -> new HostSample("pm" + i, 0.5, 0.7, 0.3))
                .toList();
        return new Sample(at, false, 0.9, 0.5, 1, 0, 1, hosts);
    }

    private static List<RoundReading> readings(int round) {
        Report.Traffic traffic = new Report.Traffic(round, round, round, round);
        return IntStream.range(0, HOSTS)
                .mapToObj(i -> new RoundReading("pm" + i, 0.5, 0.7, 0.3, Fleet.START, round, 0, 0, traffic))
                .toList();
    }
}
