package io.drover.strategy;

/** Bounds of the balance of two hosts by the share of one of them: exact at the ends of 1024 cells, monotone between. */
final class EntropyCells {

    private static final int CELLS = 1024;

    /** What the share and the ends may be rounded by. */
    private static final double SLACK = 1e-12;

    private static final double[] LEAST = new double[CELLS + 1];
    private static final double[] MOST = new double[CELLS + 1];

    static {
        for (int cell = 0; cell <= CELLS; cell++) {
            double from = balance(cell);
            double to = balance(Math.min(CELLS, cell + 1));
            LEAST[cell] = Math.min(from, to) - SLACK;
            MOST[cell] = Math.max(from, to) + SLACK;
        }
    }

    private EntropyCells() {}

    /**
     * @param share 0..1
     */
    static int cell(double share) {
        return (int) (share * CELLS);
    }

    static double least(int cell) {
        return LEAST[cell];
    }

    static double most(int cell) {
        return MOST[cell];
    }

    private static double balance(int cell) {
        return FleetLoads.performance(cell, CELLS - cell);
    }
}
