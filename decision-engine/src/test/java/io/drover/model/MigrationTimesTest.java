package io.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class MigrationTimesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Of servers of 5 to 120 s by the model, one every two minutes. */
    private static MigrationTimes taught(
            MigrationTimes before, Instant from, int migrations, DoubleUnaryOperator truth) {
        SplittableRandom random = new SplittableRandom(1);
        MigrationTimes times = before;
        for (int i = 0; i < migrations; i++) {
            double model = 5 + 115 * random.nextDouble();
            double scatter = 1 + 0.05 * random.nextGaussian();
            times = times.with(model, "pm" + i % 4, truth.applyAsDouble(model) * scatter, from.plusSeconds(120L * i));
        }
        return times;
    }

    @Test
    void isTheModelWhereNothingWasLearntOrAllWentByIt() {
        assertThat(MigrationTimes.NONE.seconds(40, "pm1")).isEqualTo(40);
        MigrationTimes times = MigrationTimes.NONE;
        for (int i = 0; i < 50; i++) times = times.with(10 + i, "pm1", 10 + i, NOW);
        assertThat(times.seconds(40, "pm1")).isEqualTo(40);
        assertThat(times.with(10, "pm1", 0, NOW)).isSameAs(times);
        assertThat(times.with(10, "pm1", Double.NaN, NOW)).isSameAs(times);
        assertThat(times.copied(Double.NaN)).isSameAs(times);
    }

    @Test
    void learnsWhatEachTakesAndTheNetwork() {
        MigrationTimes times = taught(MigrationTimes.NONE, NOW, 60, model -> 15 + 1.5 * model);
        assertThat(times.seconds(20, "pm1")).isCloseTo(45, within(8.0));
        assertThat(times.seconds(100, "pm1")).isCloseTo(165, within(16.0));
    }

    /** A Kalman filter of constants is a regression with the prior for a further observation. */
    @Test
    void agreesWithTheRegressionInClosedForm() {
        MigrationTimes times = MigrationTimes.NONE;
        double[][] precision = {{1 / (15.0 * 15), 0}, {0, 1 / (0.2 * 0.2)}};
        double[] weighted = new double[2];
        double[] models = {10, 80, 35, 120, 5, 60};
        for (int i = 0; i < models.length; i++) {
            double beyond = 12 + 0.15 * models[i] - i % 3;
            times = times.with(models[i], "pm" + i, models[i] + beyond, NOW);
            double scatter = 5 + 0.2 * models[i];
            double[] features = {1, models[i]};
            for (int j = 0; j < 2; j++) {
                weighted[j] += features[j] * beyond / (scatter * scatter);
                for (int k = 0; k < 2; k++) precision[j][k] += features[j] * features[k] / (scatter * scatter);
            }
        }
        double determinant = precision[0][0] * precision[1][1] - precision[0][1] * precision[1][0];
        double each = (precision[1][1] * weighted[0] - precision[0][1] * weighted[1]) / determinant;
        double factor = (precision[0][0] * weighted[1] - precision[1][0] * weighted[0]) / determinant;
        assertThat(times.seconds(50, "new")).isCloseTo(50 + each + 50 * factor, within(1e-9));
        assertThat(times.seconds(5, "new")).isCloseTo(5 + each + 5 * factor, within(1e-9));
    }

    @Test
    void learnsHowMuchOfADiskIsCopied() {
        MigrationTimes times = MigrationTimes.NONE;
        for (int i = 0; i < 10; i++) times = times.copied(i % 2 == 0 ? 0.2 : 0.4);
        assertThat(times.copied()).isCloseTo(0.3, within(0.05));
        assertThat(times.copied(40).copied()).isBetween(0.4, 0.6);
        for (int i = 0; i < 20; i++) times = times.copied(0);
        assertThat(times.copied()).isLessThan(0.001);
    }

    @Test
    void believesOneMigrationInPartOnly() {
        MigrationTimes times = MigrationTimes.NONE.with(10, "pm1", 600, NOW);
        assertThat(times.seconds(10, "pm2")).isBetween(20.0, 100.0);
        MigrationTimes after = taught(times, NOW, 10, model -> model);
        assertThat(after.seconds(10, "pm2")).isBetween(5.0, 40.0);
    }

    @Test
    void noticesANewNetwork() {
        MigrationTimes slow = taught(MigrationTimes.NONE, NOW, 200, model -> 3 * model);
        MigrationTimes quick = taught(slow, NOW.plusSeconds(24_000), 100, model -> 0.8 * model);
        assertThat(slow.seconds(50, "pm1")).isCloseTo(150, within(15.0));
        assertThat(quick.seconds(50, "pm1")).isCloseTo(40, within(10.0));
    }

    @Test
    void forgetsByTheHourHowBusyANetworkWasButNotTheDisks() {
        MigrationTimes busy = MigrationTimes.NONE.copied(1);
        for (int i = 0; i < 10; i++) busy = busy.with(20, "pm1", 200, NOW);
        double then = busy.at(NOW).seconds(20, "pm1") - 20;
        assertThat(then).isGreaterThan(100);
        double later = busy.at(NOW.plusSeconds(3600)).seconds(20, "pm1") - 20;
        assertThat(later).isBetween(0.4 * then, 0.75 * then);
        MigrationTimes after = busy.at(NOW.plusSeconds(86_400));
        assertThat(after.seconds(20, "pm1")).isCloseTo(20, within(0.01));
        assertThat(after.copied()).isEqualTo(busy.copied());
        assertThat(busy.at(NOW.minusSeconds(3600))).isSameAs(busy);
    }

    @Test
    void tellsDestinationsApartAndForgetsTheLeastKnown() {
        MigrationTimes times = MigrationTimes.NONE;
        for (int i = 0; i < 60; i++) {
            times = times.with(20, "near" + i % 3, 20, NOW).with(20, "far", 80, NOW);
        }
        assertThat(times.excess("far")).isGreaterThan(15);
        assertThat(times.excess("near1")).isNegative();
        assertThat(times.seconds(20, "far")).isCloseTo(80, within(8.0));
        assertThat(times.seconds(20, "near1")).isCloseTo(20, within(8.0));
        for (int i = 0; i < MigrationTimes.DESTINATIONS; i++) times = times.with(20, "new" + i, 50, NOW);
        assertThat(times.excess("far")).isNotZero();
        assertThat(times.excess("new0")).isZero();
    }

    @Test
    void neverTakesLessThanAQuarterOfTheModel() {
        MigrationTimes times = taught(MigrationTimes.NONE, NOW, 300, model -> 0.01 * model);
        assertThat(times.seconds(100, "pm1")).isEqualTo(25);
    }
}
