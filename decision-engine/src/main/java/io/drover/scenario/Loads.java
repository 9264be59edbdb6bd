package io.drover.scenario;

import io.drover.model.Decimal;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Loads of a fleet's servers, drawn so that together they are what is asked for. */
public final class Loads {

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
        double[] most = new double[profiles.length];
        Arrays.fill(most, MOST_PER_VCPU);
        return shared(profiles, total, most);
    }

    /**
     * CPUs of each server after all together have risen or fallen to {@code total}: all rise or all fall, in proportion
     * to {@code weights} as far as they can.
     */
    static double[] changed(double[] before, double total, int[] weights) {
        double difference = total - Arrays.stream(before).sum();
        double[] room = Arrays.stream(before)
                .map(load -> difference > 0 ? MOST_PER_VCPU - load : load)
                .toArray();
        double[] parts = shared(weights, Math.abs(difference), room);
        double[] after = new double[before.length];
        for (int i = 0; i < after.length; i++) after[i] = before[i] + Math.signum(difference) * parts[i];
        return after;
    }

    /** Parts of {@code total} in proportion to the weights, none above its most. */
    private static double[] shared(int[] weights, double total, double[] most) {
        double[] parts = new double[weights.length];
        boolean[] full = new boolean[weights.length];
        double rest = total;
        boolean again = true;
        while (again) {
            again = false;
            double unit = rest / weight(weights, full);
            for (int i = 0; i < parts.length; i++) {
                if (full[i]) continue;
                parts[i] = weights[i] * unit;
                if (parts[i] <= most[i]) continue;
                parts[i] = most[i];
                full[i] = true;
                rest -= most[i];
                again = true;
            }
        }
        return parts;
    }

    private static double weight(int[] weights, boolean[] full) {
        double weight = 0;
        for (int i = 0; i < weights.length; i++) {
            if (!full[i]) weight += weights[i];
        }
        return Math.max(1e-9, weight);
    }
}
