package io.drover.model;

/**
 * Thresholds that creep towards each other, so that a fleet is not locked into an imbalance just inside of them.
 * doc/sources.md, 3.3, (3.1). The gap that stays is twice the step, else every host would be hot or cold.
 */
public record VariableThreshold(Thresholds base, Thresholds current) {

    private static final double STEP = 0.05;

    public static VariableThreshold at(Thresholds base) {
        return new VariableThreshold(base, base);
    }

    public VariableThreshold crept() {
        double middle = base.middle();
        double push = Math.min(base.push(), Math.max(middle + STEP, current.push() - STEP));
        double pull = Math.max(base.pull(), Math.min(middle - STEP, current.pull() + STEP));
        return new VariableThreshold(base, new Thresholds(push, pull));
    }

    /** Whether it has crept as far as it goes. */
    public boolean settled() {
        return crept().equals(this);
    }

    public VariableThreshold reset() {
        return at(base);
    }
}
