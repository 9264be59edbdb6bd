package io.drover.simulation;

import io.drover.model.Decimal;
import java.util.SplittableRandom;

/** Loads of a fleet's servers, drawn so that together they are what is asked for. */
final class Loads {

    static final double MOST_PER_VCPU = 0.95;

    private Loads() {}

    /** Each of the three profiles is equally likely: low, medium and high are as 1 to 2 to 3. */
    static int[] profiles(int servers, SplittableRandom random) {
        int[] profiles = new int[servers];
        for (int i = 0; i < servers; i++) profiles[i] = 1 + random.nextInt(3);
        return profiles;
    }

    /**
     * CPUs of each server, in proportion to its profile but at most 0.95.
     *
     * @param total CPUs of all together
     * @throws IllegalArgumentException when so few servers cannot make such a load
     */
    static double[] scaled(int[] profiles, double total) {
        if (total > profiles.length * MOST_PER_VCPU) {
            throw new IllegalArgumentException(profiles.length + " servers cannot make a load of "
                    + Decimal.shortest(total) + " CPUs; take at least "
                    + (long) StrictMath.ceil(total / MOST_PER_VCPU));
        }
        double[] loads = new double[profiles.length];
        boolean[] full = new boolean[profiles.length];
        double rest = total;
        boolean again = true;
        while (again) {
            again = false;
            double unit = rest / weight(profiles, full);
            for (int i = 0; i < loads.length; i++) {
                if (full[i]) continue;
                loads[i] = profiles[i] * unit;
                if (loads[i] <= MOST_PER_VCPU) continue;
                loads[i] = MOST_PER_VCPU;
                full[i] = true;
                rest -= MOST_PER_VCPU;
                again = true;
            }
        }
        return loads;
    }

    private static double weight(int[] profiles, boolean[] full) {
        double weight = 0;
        for (int i = 0; i < profiles.length; i++) {
            if (!full[i]) weight += profiles[i];
        }
        return Math.max(1e-9, weight);
    }
}
