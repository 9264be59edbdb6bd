package io.drover.scenario;

/** The published system loads: doc/sources.md, 4.3.1. */
public enum LoadLevel {
    LOW(0.25),
    MEDIUM(0.40),
    HIGH(0.55);

    private final double normalizedLoad;

    LoadLevel(double normalizedLoad) {
        this.normalizedLoad = normalizedLoad;
    }

    /** Mean over all hosts. */
    public double normalizedLoad() {
        return normalizedLoad;
    }
}
