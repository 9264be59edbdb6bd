package io.drover.measurement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.drover.auction.AuctionSummary;
import io.drover.measurement.FleetView.AuctionRow;
import io.drover.measurement.FleetView.MigrationRow;
import io.drover.measurement.FleetView.Sample;
import io.drover.model.Framing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeasurementPointTest {

    private final Fleet fleet = new Fleet();
    private final Fleet.Kept kept = new Fleet.Kept();
    private MeasurementPoint point = point(Ledger.Past.NONE);

    private MeasurementPoint point(Ledger.Past past) {
        return new MeasurementPoint(Fleet.INTERVAL, fleet, kept, past, Runnable::run);
    }

    private void round(double one, double other, long count) {
        point.ask();
        point.hear(fleet.answer("pm1", one, count));
        point.hear(fleet.answer("pm2", other, count));
        fleet.passes(Fleet.INTERVAL);
    }

    private Sample newest() {
        return kept.samples.get(kept.samples.size() - 1);
    }

    @Test
    void theFiveMetricsOfTheThesis() {
        round(0.9, 0.2, 10);
        round(0.5, 0.6, 14);
        point.ask();
        assertThat(kept.samples).hasSize(2);
        Sample first = kept.samples.get(0);
        assertThat(first.systemPerformance()).isCloseTo(0.6840, within(5e-5));
        assertThat(first.attempts()).isZero();
        assertThat(first.overheadKbPerSecond()).isNaN();
        Sample second = newest();
        assertThat(second.systemPerformance()).isCloseTo(0.9940, within(5e-5));
        assertThat(second.normalizedLoad()).isCloseTo(0.55, within(1e-9));
        assertThat(second.attempts()).isEqualTo(8);
        assertThat(second.migrations()).isEqualTo(4);
        long bytes = 2 * 2 * Framing.onWire(4, 2000);
        assertThat(second.overheadKbPerSecond()).isCloseTo(bytes * 8 / 1000.0 / 5, within(1e-6));
        assertThat(second.gap()).isFalse();
    }

    @Test
    void aRoundEndsWhenAllWhoWereThereHaveAnswered() {
        round(0.5, 0.5, 1);
        assertThat(kept.samples).isEmpty();
        round(0.5, 0.5, 1);
        assertThat(kept.samples).hasSize(2);
    }

    @Test
    void aRestartedAgentsCountersBeginAnew() {
        round(0.5, 0.5, 100);
        round(0.5, 0.5, 100);
        point.ask();
        point.hear(fleet.answer("pm1", 0.5, 3, fleet.instant(), List.of()));
        point.hear(fleet.answer("pm2", 0.5, 101));
        assertThat(newest().attempts()).isEqualTo(4);
    }

    @Test
    void nobodyAnswersIsASampleAndNotALoad() {
        point.ask();
        fleet.passes(Fleet.INTERVAL);
        point.ask();
        assertThat(newest().systemPerformance()).isNaN();
        assertThat(newest().hosts()).isEmpty();
    }

    @Test
    void withoutTheBrokerNothingIsMeasuredAndTheNextSampleFollowsAGap() {
        round(0.5, 0.5, 1);
        round(0.5, 0.5, 1);
        point.connected(false);
        for (int i = 0; i < 5; i++) {
            assertThat(point.ask()).isEmpty();
            fleet.passes(Fleet.INTERVAL);
        }
        point.connected(true);
        round(0.5, 0.5, 9);
        assertThat(kept.samples).hasSize(3);
        assertThat(newest().gap()).isTrue();
        assertThat(newest().attempts()).isEqualTo(16);
    }

    @Test
    void theNextRunGoesOnWhereTheLastOneStopped() {
        round(0.5, 0.5, 1);
        round(0.5, 0.5, 2);
        fleet.passes(Duration.ofMinutes(10));
        point = point(new Ledger.Past(List.of(), kept.samples, kept.readings, kept.migrations, List.of()));
        assertThat(point.ask().orElseThrow().since()).isEqualTo(newest().at().minusSeconds(30));
        point.hear(fleet.answer("pm1", 0.5, 5));
        fleet.passes(Fleet.INTERVAL);
        point.ask();
        assertThat(newest().gap()).isTrue();
        assertThat(newest().attempts()).isEqualTo(3);
        assertThat(point.samples(Fleet.START, fleet.instant(), 100)).hasSize(3);
    }

    @Test
    void aMigrationIsOneRowHoweverOftenAndInWhateverOrderItIsTold() {
        point.hear(fleet.ended("a1", "server", true));
        point.hear(fleet.began("a1", "server"));
        point.hear(fleet.began("a1", "server"));
        point.hear(fleet.ended("a1", "server", true));
        assertThat(point.migrations(10)).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo("completed");
            assertThat(row.predictedSeconds()).isEqualTo(12);
            assertThat(row.seconds()).isEqualTo(10);
        });
        assertThat(kept.migrations).hasSize(2);
        point.hear(fleet.began("a2", "other"));
        assertThat(point.migrations(10))
                .first()
                .extracting(MigrationRow::status)
                .isEqualTo("running");
    }

    @Test
    void howFarAMigrationIsIsShownAndNotKept() {
        point.hear(fleet.began("a1", "server"));
        assertThat(progress()).isNaN();
        point.hear(fleet.proceeds("a1", "server", Double.NaN));
        assertThat(progress()).isNaN();
        point.hear(fleet.proceeds("a1", "server", 0.4));
        assertThat(progress()).isEqualTo(0.4);
        point.hear(fleet.began("a1", "server"));
        point.hear(fleet.proceeds("a1", "server", 0.3));
        assertThat(progress()).as("memory was dirtied").isEqualTo(0.3);
        assertThat(kept.migrations).hasSize(1);
        point.hear(fleet.ended("a1", "server", true));
        point.hear(fleet.proceeds("a1", "server", 0.9));
        assertThat(point.migrations(10)).singleElement().satisfies(row -> {
            assertThat(row.progress()).isEqualTo(1);
            assertThat(row.predictedSeconds()).isEqualTo(12);
        });
    }

    @Test
    void aMigrationWhoseBeginningWasNotHeardIsShownAsFarAsItIsKnown() {
        point.hear(fleet.proceeds("a1", "server", 0.4));
        assertThat(point.migrations(10)).singleElement().satisfies(row -> {
            assertThat(row.status()).isEqualTo("running");
            assertThat(row.source() + " " + row.destination()).isEqualTo("pm1 pm2");
            assertThat(row.predictedSeconds()).isNaN();
        });
        assertThat(kept.migrations).isEmpty();
        fleet.passes(Duration.ofSeconds(20));
        point.hear(fleet.ended("a1", "server", true));
        assertThat(kept.migrations)
                .singleElement()
                .satisfies(row ->
                        assertThat(row.startedAt()).isEqualTo(fleet.instant().minusSeconds(10)));
    }

    private double progress() {
        return point.migrations(1).get(0).progress();
    }

    @Test
    void anAuctionIsKeptOnceWhenItIsOver() {
        Instant since = Fleet.START;
        point.hear(fleet.answer("pm1", 0.5, 1, since, List.of(Fleet.auction("a1", null))));
        assertThat(kept.auctions).isEmpty();
        assertThat(point.auctions(10)).hasSize(1);
        point.hear(fleet.answer("pm1", 0.5, 1, since, List.of(Fleet.auction("a1", since.plusSeconds(9)))));
        point.hear(fleet.answer("pm1", 0.5, 1, since, List.of(Fleet.auction("a1", since.plusSeconds(9)))));
        assertThat(kept.auctions).hasSize(1);
        assertThat(point.advice(10))
                .singleElement()
                .satisfies(advice -> assertThat(advice.server()).isEqualTo("server"));
    }

    @Test
    void whatComesToNothingAgainAndAgainIsOneRow() {
        point.hear(fleet.answer("pm1", 0.5, 4, Fleet.START, List.of(ended(0, "busy"), ended(1, "busy"))));
        point.hear(fleet.answer("pm1", 0.5, 4, Fleet.START, List.of(ended(2, "moved"), ended(3, "busy"))));
        assertThat(point.auctions(10))
                .extracting(row -> row.newest().auction(), AuctionRow::times, AuctionRow::since)
                .containsExactly(tuple("a3", 1, opened(3)), tuple("a2", 1, opened(2)), tuple("a1", 2, opened(0)));
    }

    @Test
    void anyNumberInVainDoesNotHideWhatMoved() {
        point.hear(fleet.answer("pm1", 0.5, 1, Fleet.START, List.of(ended(0, "moved"))));
        for (int i = 1; i <= 2000; i++) {
            point.hear(fleet.answer("pm1", 0.5, 1, Fleet.START, List.of(ended(i, "nobody"))));
        }
        assertThat(point.auctions(10)).extracting(row -> row.newest().ending()).containsExactly("nobody", "moved");
        assertThat(point.auctions(1).get(0).times())
                .as("what is kept is bounded")
                .isEqualTo(500);
    }

    private static AuctionSummary ended(int number, String ending) {
        return Fleet.auction("a" + number, opened(number), opened(number).plusSeconds(1), ending);
    }

    private static Instant opened(int number) {
        return Fleet.START.plusSeconds(10L * number);
    }

    @Test
    void anOpenAuctionThatItsAgentForgotIsForgotten() {
        point.hear(fleet.answer("pm1", 0.5, 1, Fleet.START, List.of(Fleet.auction("a1", null))));
        point.hear(fleet.answer("pm1", 0.5, 0, fleet.instant(), List.of()));
        assertThat(point.auctions(10)).isEmpty();
    }

    @Test
    void aSilentHostIsNoLongerShownButKnown() {
        point.hear(fleet.answer("pm1", 0.5, 1));
        assertThat(point.hosts()).hasSize(1);
        fleet.passes(Fleet.INTERVAL.multipliedBy(4));
        assertThat(point.hosts()).isEmpty();
        assertThat(point.known()).hasSize(1);
    }

    @Test
    void followersHearOfChangesUntilTheyLeave() {
        AtomicInteger heard = new AtomicInteger();
        FleetView.Subscription following = point.follow(heard::incrementAndGet);
        point.hear(fleet.answer("pm1", 0.5, 1));
        assertThat(heard).hasValue(1);
        following.close();
        point.hear(fleet.answer("pm1", 0.5, 1));
        assertThat(heard).hasValue(1);
    }
}
