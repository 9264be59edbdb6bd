package io.drover.model;

/**
 * When a host is hot and when it is cold, in normalised load (1 = every CPU busy) or in the share of its memory. doc/sources.md, 3.3.
 *
 * @param push hot at or above this
 * @param pull cold at or below this; less than {@code push}
 */
public record Thresholds(double push, double pull) {

    public static final Thresholds DEFAULT = new Thresholds(0.70, 0.30);
    /** Of memory: the share that is used. */
    public static final Thresholds MEMORY = new Thresholds(0.85, 0.40);

    public static final Thresholds TESTBED = new Thresholds(0.55, 0.25);

    public Thresholds {
        if (!(pull >= 0 && pull < push && push <= 10)) {
            throw new IllegalArgumentException("thresholds want 0 <= pull < push, not pull " + pull + ", push " + push);
        }
    }

    public boolean hot(double normalizedLoad) {
        return normalizedLoad >= push;
    }

    public boolean cold(double normalizedLoad) {
        return normalizedLoad <= pull;
    }

    public double middle() {
        return (push + pull) / 2;
    }
}
