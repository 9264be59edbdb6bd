package io.drover.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Sums up a run of a fleet from its hosts' true loads, at O(1) per change. Serves the simulation and the lab. Times
 * are nanoseconds since the start of the run and never go back.
 */
public final class Metrics {

    /** The thesis' recordHotspotInterval. */
    public static final Duration PERIOD = Duration.ofSeconds(1000);

    /** Of a run's fine curve; a period is ten steps. */
    public static final Duration STEP = Duration.ofSeconds(100);

    private static final int STEPS = (int) PERIOD.dividedBy(STEP);

    private static final double SECOND = 1e9;
    private static final double MEGABYTES_PER_GIGABYTE = 1000;

    private final Balance balance;
    private final double hotFrom;
    private final List<Period> steps = new ArrayList<>();
    private Totals step = new Totals();
    private long stepStart;
    private long at;
    private boolean begun;
    private int hot;
    private double least = 1;
    private Start start = new Start(1, 0, 0);
    private Totals whole = new Totals();
    private double megabytes;
    private double downtimeSeconds;

    /**
     * @param hotFrom base push threshold
     */
    public Metrics(int hosts, double hotFrom) {
        this.balance = new Balance(hosts);
        this.hotFrom = hotFrom;
    }

    /** Initial loads come first, at 0, before {@link #begin}. */
    public void load(long nanos, int host, double normalizedLoad) {
        advance(nanos);
        if (balance.load(host) >= hotFrom) hot--;
        balance.set(host, normalizedLoad);
        if (normalizedLoad >= hotFrom) hot++;
    }

    public void begin() {
        begun = true;
        start = new Start(balance.systemPerformance(), balance.mean(), hot);
        least = start.systemPerformance;
    }

    public void attempt(long nanos) {
        advance(nanos);
        step.attempts++;
    }

    public void migrated(long nanos, double sentMegabytes, double downSeconds) {
        advance(nanos);
        step.migrations++;
        megabytes += sentMegabytes;
        downtimeSeconds += downSeconds;
    }

    public void failed(long nanos, double sentMegabytes) {
        advance(nanos);
        step.failed++;
        megabytes += sentMegabytes;
    }

    /** A message was published. */
    public void message(long nanos) {
        advance(nanos);
        step.messages++;
    }

    /** Bytes passed over the wire. */
    public void traffic(long nanos, long bytes) {
        advance(nanos);
        step.bytes += bytes;
    }

    /** Of the loads as they are now. */
    public double systemPerformance() {
        return balance.systemPerformance();
    }

    /** The curve in steps of {@link #STEP}; the last one may be shorter. */
    public List<Period> steps() {
        return List.copyOf(steps);
    }

    /** The curve in steps of {@link #PERIOD}; the last one may be shorter. */
    public List<Period> periods() {
        return Period.joined(steps, STEPS);
    }

    /** Closes the books at {@code nanos}, the end of the run. */
    public Summary summary(long nanos, Run run, int invariantViolations, SortedMap<String, String> placements) {
        advance(nanos);
        if (at > stepStart) close();
        double seconds = nanos / SECOND;
        double peak = periods().stream().mapToDouble(Period::kbPerSecond).max().orElse(0);
        return new Summary(
                run.strategy,
                run.hosts,
                run.servers,
                run.seed,
                seconds,
                new Summary.SystemPerformance(
                        start.systemPerformance, balance.systemPerformance(), whole.performance / seconds, least),
                new Summary.NormalizedLoad(start.normalizedLoad, balance.mean()),
                new Summary.HotHosts(start.hot, hot),
                whole.hotSeconds,
                whole.attempts,
                whole.migrations,
                whole.failed,
                megabytes / MEGABYTES_PER_GIGABYTE,
                downtimeSeconds,
                new Summary.Messages(whole.messages, whole.bytes, kilobits(whole.bytes) / seconds, peak),
                invariantViolations,
                placements);
    }

    private void advance(long nanos) {
        if (!begun || nanos <= at) return;
        double performance = balance.systemPerformance();
        least = Math.min(least, performance);
        long length = STEP.toNanos();
        while (nanos - stepStart >= length) {
            accrue(stepStart + length, performance);
            close();
        }
        accrue(nanos, performance);
    }

    private void accrue(long nanos, double performance) {
        double seconds = (nanos - at) / SECOND;
        step.performance += performance * seconds;
        step.load += balance.mean() * seconds;
        step.deviation += balance.standardDeviation() * seconds;
        step.hotSeconds += hot * seconds;
        at = nanos;
    }

    private void close() {
        double seconds = (at - stepStart) / SECOND;
        steps.add(new Period(
                stepStart / SECOND,
                at / SECOND,
                step.load / seconds,
                step.performance / seconds,
                step.deviation / seconds,
                step.hotSeconds / seconds,
                step.attempts,
                step.migrations,
                step.failed,
                kilobits(step.bytes) / seconds));
        whole.add(step);
        step = new Totals();
        stepStart = at;
    }

    private static double kilobits(long bytes) {
        return bytes * 8 / 1000.0;
    }

    /** What the summary repeats of the run's set-up. */
    public record Run(String strategy, int hosts, int servers, long seed) {}

    private record Start(double systemPerformance, double normalizedLoad, int hot) {}

    /** Integrals over seconds, and counts. */
    private static final class Totals {

        private double performance;
        private double load;
        private double deviation;
        private double hotSeconds;
        private long attempts;
        private long migrations;
        private long failed;
        private long messages;
        private long bytes;

        private void add(Totals other) {
            performance += other.performance;
            load += other.load;
            deviation += other.deviation;
            hotSeconds += other.hotSeconds;
            attempts += other.attempts;
            migrations += other.migrations;
            failed += other.failed;
            messages += other.messages;
            bytes += other.bytes;
        }
    }
}
