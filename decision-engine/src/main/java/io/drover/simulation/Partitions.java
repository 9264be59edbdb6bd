package io.drover.simulation;

import java.util.ArrayList;
import java.util.List;

/** Which hosts cannot hear each other now. */
final class Partitions {

    private final List<boolean[]> sides = new ArrayList<>();

    /**
     * @param side by host index
     */
    void begin(boolean[] side) {
        sides.add(side);
    }

    void end(boolean[] side) {
        sides.remove(side);
    }

    boolean separate(int one, int other) {
        for (boolean[] side : sides) {
            if (side[one] != side[other]) return true;
        }
        return false;
    }
}
