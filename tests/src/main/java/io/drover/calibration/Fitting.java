package io.drover.calibration;

import io.drover.calibration.Candidate.Inputs;
import io.drover.calibration.Candidate.Threshold;
import io.drover.model.CostModel;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.PointValuePair;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;

/**
 * Finds the coefficients with the least mean absolute logarithm of predicted to measured time and bytes, which minds a
 * run that is far off no more than it must. The function has kinks and more than one valley, so it is searched without
 * derivatives and from several starts.
 */
final class Fitting {

    private static final double[] STARTS = {0.05, 0.3, 0.6, 0.9};
    private static final int EVALUATIONS = 20_000;

    private final List<Measured> runs;

    Fitting(List<Measured> runs) {
        this.runs = List.copyOf(runs);
    }

    record Fit(Candidate candidate, Links links, double residual) {}

    /** γ = c. */
    Fit constant(String name) {
        return best(
                start -> new double[] {start, 1, 1},
                new double[] {0.1, 0.1, 0.1},
                x -> fit(new Candidate(name, 0, 0, x[0], Threshold.DOWNTIME_LIMIT), new Links(x[1], x[2])));
    }

    /** γ = a·T + b·D + c. */
    Fit free(String name) {
        return best(
                start -> new double[] {-0.02, 0, start, 1, 1},
                new double[] {0.02, 0.005, 0.1, 0.1, 0.1},
                x -> fit(new Candidate(name, x[0], x[1], x[2], Threshold.DOWNTIME_LIMIT), new Links(x[3], x[4])));
    }

    private static Fit best(Function<Double, double[]> guess, double[] steps, Function<double[], Fit> fit) {
        return DoubleStream.of(STARTS)
                .mapToObj(start -> fit.apply(minimum(guess.apply(start), steps, fit)))
                .min(Comparator.comparingDouble(Fit::residual))
                .orElseThrow();
    }

    private static double[] minimum(double[] guess, double[] steps, Function<double[], Fit> fit) {
        PointValuePair found = new SimplexOptimizer(1e-9, 1e-11)
                .optimize(
                        new MaxEval(EVALUATIONS),
                        new ObjectiveFunction(x -> fit.apply(x).residual()),
                        GoalType.MINIMIZE,
                        new InitialGuess(guess),
                        new NelderMeadSimplex(steps));
        return found.getPoint();
    }

    private Fit fit(Candidate candidate, Links links) {
        if (links.throttled() <= 0 || links.network() <= 0) return new Fit(candidate, links, Double.MAX_VALUE);
        double sum = 0;
        for (Measured run : runs) {
            CostModel.Cost cost = candidate.predict(run, Inputs.MEASURED, links);
            sum += Math.abs(Math.log(cost.seconds() / run.actual().seconds()));
            sum += Math.abs(Math.log(cost.megabytes() / run.actual().megabytes()));
        }
        return new Fit(candidate, links, sum / (2 * runs.size()));
    }
}
