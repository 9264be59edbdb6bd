package io.drover.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.calibration.Calibration.Half;
import io.drover.calibration.Calibration.Score;
import io.drover.calibration.Candidate.Inputs;
import io.drover.model.CostModel;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Calibration CALIBRATION = Calibration.run();

    @Test
    void whatShipsForKvmIsTheFit() {
        CostModel shipped = CostModel.kvm(12.5, 0.3);
        assertThat(shipped.c()).isCloseTo(CALIBRATION.fitted().c(), within(0.005));
        assertThat(shipped.a()).isZero();
        assertThat(shipped.b()).isZero();
        assertThat(shipped.threshold()).isEqualTo(3.75);
    }

    @Test
    void theFitPredictsRunsThatItHasNotSeenBetterThanThePublishedCoefficients() {
        for (Inputs inputs : Inputs.values()) {
            Score published = score(Candidate.PUBLISHED, inputs);
            Score fitted = score(CALIBRATION.fitted(), inputs);
            assertThat(fitted.seconds().meanAbsolute())
                    .isLessThan(published.seconds().meanAbsolute());
            assertThat(fitted.megabytes().meanAbsolute())
                    .isLessThan(published.megabytes().meanAbsolute());
            assertThat(fitted.downtime().meanAbsolute())
                    .isLessThan(published.downtime().meanAbsolute());
        }
    }

    /** One coefficient says nearly as much as three, and three get the downtime wrong. */
    @Test
    void threeCoefficientsAreNotWorthIt() {
        Score one = score(CALIBRATION.fitted(), Inputs.KNOWN);
        Score three = score(CALIBRATION.free(), Inputs.KNOWN);
        assertThat(one.seconds().meanAbsolute()).isLessThan(three.seconds().meanAbsolute());
        assertThat(one.downtime().meanAbsolute()).isLessThan(three.downtime().meanAbsolute());
    }

    @Test
    void whatDirtiesFasterThanTheLinkDoesNotEndUnlessItsPagesAreFew() {
        assertThat(CALIBRATION.ends().runs()).isEqualTo(40);
        assertThat(CALIBRATION.ends().exceptions()).containsExactly(27);
    }

    @Test
    void everyRunIsUsedOrExcludedWithAReason() {
        assertThat(CALIBRATION.predictions().size() + CALIBRATION.excluded().size())
                .isEqualTo(40);
        assertThat(CALIBRATION.predictions())
                .filteredOn(prediction -> prediction.half() == Half.TESTED)
                .hasSize(15);
        assertThat(CALIBRATION.excluded())
                .allSatisfy(e -> assertThat(e.reason()).isNotEmpty());
    }

    @Test
    void equalRunsGiveEqualCalibrations() {
        assertThat(Calibration.run()).isEqualTo(CALIBRATION);
    }

    private static Score score(Candidate candidate, Inputs inputs) {
        return CALIBRATION.scores().stream()
                .filter(s -> s.candidate().equals(candidate) && s.inputs() == inputs && s.half() == Half.TESTED)
                .findFirst()
                .orElseThrow();
    }
}
