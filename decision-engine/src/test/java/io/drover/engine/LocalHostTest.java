package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host with eight CPUs makes of its samples while servers leave it. */
class LocalHostTest {

    private static final ServerInfo SERVER = new ServerInfo("vm", 1, 0.8, 0.8, 1024, 1, Resources.NONE, List.of());

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private static LocalHost host(Profile profile) {
        return new LocalHost(Testbed.settings(profile, StrategyName.PUSH, Thresholds.DEFAULT, false));
    }

    private void samples(LocalHost host, int count, double load) {
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(10);
            host.observed(new HostObservation(
                    now,
                    8,
                    OptionalDouble.of(load),
                    HostUsage.UNKNOWN,
                    Resources.of(8, 4096, 100),
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    OptionalInt.empty(),
                    Optional.empty()));
        }
    }

    private void gives(LocalHost host, String auction, double cpus) {
        host.promise(auction, SERVER, -cpus);
        host.moved(auction, now.plusSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void theLoadIsAlwaysThatOfTheNewestSample(Profile profile) {
        LocalHost host = host(profile);
        samples(host, 6, 7.2);
        gives(host, "pm1/1/1", 0.8);
        for (int i = 0; i < 10; i++) {
            samples(host, 1, 6.4 + 0.01 * i);
            assertThat(host.load().sampledAt()).isEqualTo(now);
            assertThat(host.load().latest()).isEqualTo(6.4 + 0.01 * i);
        }
    }

    @Test
    void aHostWhoseMovesBringNothingStaysStoppedWhileItsLoadIsWhatItWas() {
        LocalHost host = host(Profile.DEFAULT);
        samples(host, 20, 7.2);
        for (String auction : List.of("pm1/1/1", "pm1/1/2")) {
            gives(host, auction, 0.8);
            samples(host, 2, 7.2);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(host.beyondRelief(now)).as("%d samples later", i).isPresent();
            samples(host, 1, 7.2);
        }
        samples(host, 5, 6.0);
        assertThat(host.beyondRelief(now)).isEmpty();
    }

    /** A server of 0.8 leaves three seconds after a sample, and the samples show it before the host hears of it. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5})
    void aFallThatSamplesHaveShownIsNotExpectedOnceMore(int samplesBefore) {
        LocalHost host = host(Profile.DEFAULT);
        samples(host, 10, 7.2);
        host.promise("pm1/1/1", SERVER, -0.8);
        Instant movedAt = now.plusSeconds(3);
        if (samplesBefore > 0) samples(host, 1, 7.2 - 0.7 * 0.8);
        if (samplesBefore > 1) samples(host, samplesBefore - 1, 6.4);
        host.moved("pm1/1/1", movedAt);
        assertThat(host.load().pending() + host.load().smoothed()).isCloseTo(6.4, within(1e-9));
        if (samplesBefore == 0) samples(host, 1, 7.2 - 0.7 * 0.8);
        for (int i = 0; i < 10; i++) {
            samples(host, 1, 6.4);
            assertThat(host.load().pending() + host.load().smoothed()).isCloseTo(6.4, within(1e-9));
        }
        assertThat(host.beyondRelief(now)).isEmpty();
    }

    @Test
    void movesThatBringNothingStopTheHostHoweverLateItHearsOfThem() {
        LocalHost host = host(Profile.DEFAULT);
        samples(host, 20, 7.2);
        hearsLate(host, "pm1/1/1", 7.2);
        assertThat(host.beyondRelief(now)).as("one may be chance").isEmpty();
        hearsLate(host, "pm1/1/2", 7.2);
        assertThat(host.beyondRelief(now)).isPresent();
        samples(host, 1, 7.2);
        assertThat(host.beyondRelief(now)).isPresent();
    }

    @Test
    void movesThatBringWhatTheyPromisedGoOnHoweverLateItHearsOfThem() {
        LocalHost host = host(Profile.DEFAULT);
        samples(host, 20, 7.2);
        for (int i = 1; i <= 4; i++) {
            hearsLate(host, "pm1/1/" + i, 7.2 - 0.8 * i);
            samples(host, 1, 7.2 - 0.8 * i);
            assertThat(host.beyondRelief(now)).isEmpty();
        }
    }

    /** Three samples after the move, which a load recovered from an average shows at once. */
    private void hearsLate(LocalHost host, String auction, double after) {
        host.promise(auction, SERVER, -0.8);
        Instant movedAt = now;
        samples(host, 3, after);
        host.moved(auction, movedAt);
    }

    /** The step itself is among the few samples that make up a habit: it must not speak for its own likelihood. */
    @Test
    void aStepAmongTheFirstSamplesCallsForAction() {
        LocalHost host = host(Profile.DEFAULT);
        for (int i = 0; i < 5; i++) serves(host, 0.1);
        assertThat(host.hotAtPresent()).isFalse();
        serves(host, 0.9);
        assertThat(host.load().expected().upper(8))
                .as("the habit has learnt from it")
                .isGreaterThan(0.3);
        serves(host, 0.9);
        assertThat(host.load().normalized()).isGreaterThan(0.7);
        assertThat(host.hotAtPresent()).isTrue();
    }

    /** Its outlook would doubt for minutes that anything may come: the fall is in the scatter of a young habit. */
    @Test
    void aFallAmongTheFirstSamplesCallsForServers() {
        LocalHost host = host(Profile.DEFAULT);
        serves(host, 0.375);
        serves(host, 0.375);
        assertThat(host.coldAtPresent()).isFalse();
        serves(host, 0.15);
        for (int i = 0; i < 4; i++) serves(host, 0.0225);
        assertThat(host.load().normalized()).isLessThan(0.3);
        assertThat(host.coldAtPresent()).isTrue();
    }

    /** An hour's habit would fade for hours, and the host stand idle meanwhile. */
    @Test
    void aFallFarBelowWhatWasToBeExpectedCallsForServersUntilItEnds() {
        LocalHost host = host(Profile.DEFAULT);
        for (int i = 0; i < 60; i++) serves(host, 0.5);
        assertThat(host.coldAtPresent()).isFalse();
        for (int i = 0; i < 6; i++) serves(host, 0.03);
        assertThat(host.load().expected().upper(8)).as("the habit lasts").isGreaterThan(0.45);
        assertThat(host.coldAtPresent()).isTrue();
        for (int i = 0; i < 6; i++) serves(host, 0.5);
        assertThat(host.coldAtPresent()).isFalse();
    }

    @Test
    void aFallThatMayBeChanceIsLeftToTheOutlook() {
        LocalHost host = host(Profile.DEFAULT);
        for (int i = 0; i < 60; i++) serves(host, 0.3 + 0.15 * (i % 3 - 1));
        for (int i = 0; i < 36; i++) serves(host, 0.15);
        assertThat(host.load().normalized()).isLessThan(0.2);
        assertThat(host.coldAtPresent()).isFalse();
    }

    /** Else no sample would be newer for an hour, and the host would act by what it was then. */
    @Test
    void aClockThatStepsBackStartsTheLoadAnew() {
        LocalHost host = host(Profile.DEFAULT);
        samples(host, 20, 7.2);
        now = now.minus(Duration.ofHours(1));
        assertThat(host.steppedBack(now)).isTrue();
        assertThat(host.unsound(now)).contains("no valid load");
        samples(host, 6, 2.4);
        assertThat(host.unsound(now)).isEmpty();
        assertThat(host.load().smoothed()).isCloseTo(2.4, within(1e-9));
        assertThat(host.load().sampledAt()).isEqualTo(now);
    }

    @Test
    void aSampleFromAHandfulOfSecondsAheadStays() {
        LocalHost host = host(Profile.DEFAULT);
        samples(host, 20, 7.2);
        assertThat(host.steppedBack(now.minusSeconds(20))).isFalse();
        assertThat(host.load().smoothed()).isCloseTo(7.2, within(1e-9));
    }

    /** Eight servers of one vCPU each, all as busy. */
    private void serves(LocalHost host, double each) {
        now = now.plusSeconds(10);
        List<ServerObservation> servers = IntStream.range(0, 8)
                .mapToObj(i -> ServerObservation.of("vm" + i, 1)
                        .load(each)
                        .memoryMib(1024)
                        .dirtyRate(1)
                        .build())
                .toList();
        host.observed(new HostObservation(
                now,
                8,
                OptionalDouble.of(8 * each),
                HostUsage.UNKNOWN,
                Resources.of(8, 4096, 100),
                Optional.empty(),
                servers,
                List.of(),
                OptionalInt.empty(),
                Optional.empty()));
    }
}
