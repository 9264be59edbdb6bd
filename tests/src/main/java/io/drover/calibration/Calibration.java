package io.drover.calibration;

import io.drover.calibration.Candidate.Inputs;
import io.drover.calibration.Measured.Link;
import io.drover.model.CostModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The cost model against 40 real migrations. Coefficients are fitted to the runs with odd numbers and judged by those
 * with even ones. Deterministic.
 *
 * @param fitted the constant γ; what {@link CostModel#kvm} has, rounded
 * @param free γ with all three coefficients
 * @param links what each link carried, by the fit of {@code fitted}
 * @param scores of each candidate, on each half and by both kinds of inputs
 * @param classes errors of time by D/R, over all usable runs, by what an agent knows
 * @param predictions run by run, by what was measured
 * @param excluded runs that no candidate is judged by, and why
 * @param ends whether the rule D &lt; R tells which runs end
 */
public record Calibration(
        Candidate fitted,
        Candidate free,
        Links links,
        List<Score> scores,
        List<DirtyClass> classes,
        List<Prediction> predictions,
        List<Exclusion> excluded,
        Ends ends) {

    /** From here on the machine that was measured on was the limit, not the link. MB/s. */
    private static final double LINK_LIMITED = 100;

    private static final double[] CLASS_BOUNDS = {0, 0.2, 0.5, 1};

    /** Which runs. */
    public enum Half {
        FITTED,
        TESTED
    }

    /**
     * @param downtime of runs over a network only
     */
    public record Score(
            Candidate candidate, Inputs inputs, Half half, Errors seconds, Errors megabytes, Errors downtime) {}

    /**
     * Runs with {@code above < D/R <= upTo}; the first class is the runs that dirty nothing.
     *
     * @param fitted errors of time by the constant γ
     */
    public record DirtyClass(double above, double upTo, Errors published, Errors fitted) {}

    public record Prediction(Measured run, Half half, CostModel.Cost published, CostModel.Cost fitted) {}

    public record Exclusion(int run, String reason) {}

    /**
     * @param exceptions runs of which the rule is wrong
     */
    public record Ends(int right, int runs, List<Integer> exceptions) {}

    public static Calibration run() {
        List<Measured> all = QemuRuns.read();
        List<Exclusion> excluded = all.stream()
                .filter(run -> !reason(run).isEmpty())
                .map(run -> new Exclusion(run.run(), reason(run)))
                .toList();
        List<Measured> usable =
                all.stream().filter(run -> reason(run).isEmpty()).toList();
        Fitting fitting = new Fitting(half(usable, Half.FITTED));
        Fitting.Fit constant = fitting.constant("constant γ");
        Fitting.Fit free = fitting.free("γ of three coefficients");
        Links links = constant.links();
        return new Calibration(
                constant.candidate(),
                free.candidate(),
                links,
                scores(usable, constant, free),
                classes(usable, constant.candidate()),
                usable.stream()
                        .map(run -> prediction(run, constant.candidate(), links))
                        .toList(),
                excluded,
                ends(all));
    }

    private static String reason(Measured run) {
        if (!run.completed()) return "did not end";
        if (run.dirtyRate() >= run.bandwidth()) return "dirties more than the link carries: never offered";
        if (run.bandwidth() >= LINK_LIMITED) return "the machine, not the link, was the limit";
        return "";
    }

    private static Half half(Measured run) {
        return run.run() % 2 == 1 ? Half.FITTED : Half.TESTED;
    }

    private static List<Measured> half(List<Measured> runs, Half half) {
        return runs.stream().filter(run -> half(run) == half).toList();
    }

    private static List<Score> scores(List<Measured> usable, Fitting.Fit constant, Fitting.Fit free) {
        List<Score> scores = new ArrayList<>();
        for (Half half : Half.values()) {
            for (Inputs inputs : Inputs.values()) {
                List<Measured> runs = half(usable, half);
                scores.add(score(Candidate.PUBLISHED, constant.links(), inputs, half, runs));
                scores.add(score(Candidate.CLOSED_FORM, constant.links(), inputs, half, runs));
                scores.add(score(constant.candidate(), constant.links(), inputs, half, runs));
                scores.add(score(free.candidate(), free.links(), inputs, half, runs));
            }
        }
        return scores;
    }

    private static Score score(Candidate candidate, Links links, Inputs inputs, Half half, List<Measured> runs) {
        List<Errors.Pair> seconds = new ArrayList<>();
        List<Errors.Pair> megabytes = new ArrayList<>();
        List<Errors.Pair> downtime = new ArrayList<>();
        for (Measured run : runs) {
            CostModel.Cost cost = candidate.predict(run, inputs, links);
            seconds.add(new Errors.Pair(cost.seconds(), run.actual().seconds()));
            megabytes.add(new Errors.Pair(cost.megabytes(), run.actual().megabytes()));
            if (run.link() == Link.NETWORK) {
                downtime.add(
                        new Errors.Pair(cost.downtimeSeconds(), run.actual().downtimeSeconds()));
            }
        }
        return new Score(candidate, inputs, half, Errors.of(seconds), Errors.of(megabytes), Errors.of(downtime));
    }

    private static List<DirtyClass> classes(List<Measured> usable, Candidate fitted) {
        List<DirtyClass> classes = new ArrayList<>();
        double above = -1;
        for (double upTo : CLASS_BOUNDS) {
            double from = above;
            Predicate<Measured> inside = run -> share(run) > from && share(run) <= upTo;
            List<Measured> runs = usable.stream().filter(inside).toList();
            classes.add(
                    new DirtyClass(Math.max(0, from), upTo, seconds(Candidate.PUBLISHED, runs), seconds(fitted, runs)));
            above = upTo;
        }
        return classes;
    }

    private static double share(Measured run) {
        return run.dirtyRate() / run.bandwidth();
    }

    private static Errors seconds(Candidate candidate, List<Measured> runs) {
        return Errors.of(runs.stream()
                .map(run -> new Errors.Pair(
                        candidate.predict(run, Inputs.KNOWN, Links.NOMINAL).seconds(),
                        run.actual().seconds()))
                .toList());
    }

    private static Prediction prediction(Measured run, Candidate fitted, Links links) {
        return new Prediction(
                run,
                half(run),
                Candidate.PUBLISHED.predict(run, Inputs.MEASURED, links),
                fitted.predict(run, Inputs.MEASURED, links));
    }

    private static Ends ends(List<Measured> all) {
        List<Integer> exceptions = all.stream()
                .filter(run -> run.dirtyRate() < run.bandwidth() != run.completed())
                .map(Measured::run)
                .toList();
        return new Ends(all.size() - exceptions.size(), all.size(), exceptions);
    }
}
