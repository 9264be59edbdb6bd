package io.drover.calibration;

import io.drover.model.CostModel;

/**
 * One way to set the cost model.
 *
 * @param threshold where pre-copy stops
 */
public record Candidate(String name, double a, double b, double c, Threshold threshold) {

    /** V_thd. */
    public enum Threshold {
        /** 0.25 MB, Xen's. */
        FIXED,
        /** What the link sends in the hypervisor's downtime limit, as KVM has it. */
        DOWNTIME_LIMIT
    }

    static final Candidate PUBLISHED = new Candidate(
            "published", CostModel.PUBLISHED.a(), CostModel.PUBLISHED.b(), CostModel.PUBLISHED.c(), Threshold.FIXED);
    static final Candidate CLOSED_FORM = new Candidate("closed form", 0, 0, 0, Threshold.FIXED);

    /** By what was known of a run before it began. */
    CostModel.Cost predict(Measured run, Inputs inputs, Links links) {
        double bandwidth = inputs == Inputs.KNOWN ? run.bandwidth() : links.effective(run);
        double memory = inputs == Inputs.KNOWN ? run.memory() : run.inUse();
        double volume =
                threshold == Threshold.FIXED ? CostModel.PUBLISHED.threshold() : bandwidth * run.downtimeLimit();
        return new CostModel(volume, CostModel.PUBLISHED.maxRounds(), CostModel.PUBLISHED.resume(), a, b, c)
                .of(memory, bandwidth, run.dirtyRate());
    }

    /** What goes into a prediction besides the dirty rate. */
    public enum Inputs {
        /** What an agent knows: all of the guest's memory, and the bandwidth that is configured. */
        KNOWN,
        /** What was measured: memory in use, and the bandwidth that arrived. */
        MEASURED
    }
}
