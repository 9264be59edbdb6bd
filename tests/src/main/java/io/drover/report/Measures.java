package io.drover.report;

import io.drover.experiment.RunResult;
import io.drover.simulation.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What is read off a run: the metrics of doc/sources.md, 4.3.2. */
public final class Measures {

    /** The thesis' tables average over so many seconds. */
    private static final double PERIOD = 1000;

    /** A fleet counts as balanced when so much of the way from its start to the best placement is done. */
    private static final double MOST_OF_THE_WAY = 0.9;

    private Measures() {}

    public static double attempts(RunResult run) {
        return run.summary().attempts();
    }

    public static double migrations(RunResult run) {
        return run.summary().migrations();
    }

    public static double meanPerformance(RunResult run) {
        return run.summary().systemPerformance().mean();
    }

    public static double startPerformance(RunResult run) {
        return run.summary().systemPerformance().start();
    }

    public static double leastPerformance(RunResult run) {
        return run.summary().systemPerformance().min();
    }

    /** How far the last quarter was from the best placement; NaN: not known. */
    public static double shortOfBest(RunResult run) {
        double end = run.summary().durationSeconds();
        return run.bestAtEnd()
                - between(0.75 * end, end, Period::systemPerformance).applyAsDouble(run);
    }

    public static double hotSeconds(RunResult run) {
        return run.summary().hotspotSeconds();
    }

    public static double downtime(RunResult run) {
        return run.summary().downtimeSeconds();
    }

    public static double kbPerSecond(RunResult run) {
        return run.summary().messages().kbPerSecondMean();
    }

    /** The mean of a value between two times; NaN: the run did not last so long. */
    public static ToDoubleFunction<RunResult> between(double from, double to, ToDoubleFunction<Period> value) {
        return run -> run.steps().stream()
                .filter(step -> step.startSeconds() >= from - 1 && step.endSeconds() <= to + 1)
                .mapToDouble(value)
                .average()
                .orElse(Double.NaN);
    }

    /** Seconds until a fleet is balanced for the first time; its whole run when it never is. */
    public static double secondsToBalance(RunResult run) {
        double start = startPerformance(run);
        double wanted = start + MOST_OF_THE_WAY * (run.bestAtStart() - start);
        for (Period step : run.steps()) {
            if (step.systemPerformance() >= wanted) return step.startSeconds();
        }
        return run.summary().durationSeconds();
    }

    /** The least of a value between two times. */
    public static double least(RunResult run, double from, double to, ToDoubleFunction<Period> value) {
        return run.steps().stream()
                .filter(step -> step.startSeconds() >= from - 1 && step.endSeconds() <= to + 1)
                .mapToDouble(value)
                .min()
                .orElse(Double.NaN);
    }

    /** Averages of 1000 s of the overhead traffic, kb/s. */
    public static double[] traffic(RunResult run) {
        return periods(run, Period::kbPerSecond, false);
    }

    /** What happened in each 1000 s, or was so on average. */
    public static double[] periods(RunResult run, ToDoubleFunction<Period> value, boolean count) {
        List<Double> sums = new ArrayList<>();
        List<Integer> steps = new ArrayList<>();
        for (Period step : run.steps()) {
            int index = (int) Math.floor((step.startSeconds() + 1) / PERIOD);
            while (sums.size() <= index) {
                sums.add(0.0);
                steps.add(0);
            }
            sums.set(index, sums.get(index) + value.applyAsDouble(step));
            steps.set(index, steps.get(index) + 1);
        }
        double[] all = new double[sums.size()];
        for (int i = 0; i < all.length; i++) all[i] = count ? sums.get(i) : sums.get(i) / steps.get(i);
        return all;
    }

    /** The middle one; between the two middle ones. */
    public static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
