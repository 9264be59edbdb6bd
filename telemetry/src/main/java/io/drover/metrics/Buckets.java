package io.drover.metrics;

/** Upper bounds of histograms, seconds. */
final class Buckets {

    /** From an auction nobody answers at once to one that waited for a long migration. */
    static final double[] AUCTION = {0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600};

    static final double[] MIGRATION = {1, 2.5, 5, 10, 20, 40, 80, 160, 320, 640, 1800, 3600};

    static final double[] DOWNTIME = {0.01, 0.02, 0.03, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2};

    /** From an answer out of a cache to one that was given up. */
    static final double[] REQUEST = {0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30};

    private Buckets() {}
}
