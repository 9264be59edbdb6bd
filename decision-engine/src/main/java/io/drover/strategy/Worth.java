package io.drover.strategy;

import io.drover.model.CostModel.Cost;
import io.drover.model.HostLoad;
import io.drover.model.Outlook;
import io.drover.model.Thresholds;

/**
 * What moves are worth, in host-seconds of heat: those that they spare over the coming hour, less their price. A second
 * of heat is a second of one host at or above its push threshold; it counts more by as much as the load is above.
 */
public final class Worth {

    /** Seconds ahead for which a host's outlook is believed. */
    static final double HORIZON = 3600;

    /** Price of any move, whatever its size: each may fail, and each disturbs its guest. */
    static final double RISK = 120;

    /** While a server moves, both its hosts and its link are busy with it. */
    private static final double BUSY = 2;

    /** While it waits for Nova, or for others on the link, they are hardly busy. */
    private static final double WAITING = 0.25;

    /** A second in which a server stands still is as bad as so many of heat. */
    private static final double STANDSTILL = 60;

    /** Servers do some things in step, and peak higher than a normal distribution says. */
    private static final double WIDER = 1.25;

    /** Deviations beyond which a normal distribution has nothing left. */
    private static final double CERTAIN = 8;

    /** By this share of its memory a host's use of it scatters: far less than its load does. */
    private static final double MEMORY_SCATTER = 0.01;

    /** A normalised load from which on a host's guests wait for each other. */
    private static final double FULL = 0.95;

    /** Deviations from what is expected that chance does not explain. */
    private static final double REFUTED = 5;

    private Worth() {}

    /** Host-seconds of heat that one move must spare at least. */
    public static double price(Cost cost) {
        return RISK + BUSY * cost.seconds() + STANDSTILL * cost.downtimeSeconds();
    }

    /** What is added to the price of a move that lasts so many seconds longer than what is sent explains. */
    static double toll(double seconds) {
        return WAITING * seconds;
    }

    /** Host-seconds of heat that are to be expected of this host. */
    public static double heat(HostLoad load, Thresholds thresholds) {
        Outlook expected = load.expected();
        return heat(
                expected.mean() / load.cpus(),
                expected.variance() / ((double) load.cpus() * load.cpus()),
                Outlook.SCATTER,
                thresholds.push());
    }

    /**
     * Host-seconds of heat of a host's memory.
     *
     * @param share that is used
     */
    static double heatOfMemory(double share, double push) {
        return heat(share, 0, MEMORY_SCATTER, push);
    }

    /** Whether a host may expect so much heat that the cheapest of moves would be worth it. */
    public static boolean hot(HostLoad load, Thresholds thresholds) {
        return heat(load, thresholds) > RISK;
    }

    /**
     * Whether a load is so far from what was to be expected that this is refuted: by neither chance nor noise.
     *
     * @param load with what is promised, CPUs
     * @param noise by which it may be off, standard deviation, CPUs
     * @return 1: the load is above, -1: below, 0: it may be chance
     */
    public static int refuted(double load, Outlook expected, double noise, int cpus) {
        double spread = expected.deviation(cpus) * cpus;
        double off = (load - expected.mean()) / StrictMath.sqrt(spread * spread + noise * noise);
        if (Math.abs(off) <= REFUTED) return 0;
        return off > 0 ? 1 : -1;
    }

    /** Whether the host is so hot that its guests wait for each other. */
    public static boolean full(HostLoad load) {
        return load.measured() && load.normalized() >= FULL;
    }

    /**
     * Host-seconds of heat: the probability of heat and the expected excess, of a normally distributed load.
     *
     * @param mean normalised
     * @param variance normalised
     * @param scatter of the host itself, standard deviation
     */
    static double heat(double mean, double variance, double scatter, double push) {
        double deviation = WIDER * StrictMath.sqrt(Math.max(0, variance) + scatter * scatter);
        double above = (mean - push) / deviation;
        if (above < -CERTAIN) return 0;
        if (above > CERTAIN) return HORIZON * (1 + mean - push);
        double density = Normal.density(above);
        double probability = Normal.distribution(above, density);
        return HORIZON * (probability + deviation * (density + above * probability));
    }
}
