package io.drover.experiment;

/** The fleets that the thesis speaks of. */
public enum Fleet {
    /** The testbed of section 4.4: 4 hosts of 2 CPUs. */
    TESTBED("4", 4),
    /** The earlier simulation that chapter 5 compares with: 19 hosts; of 2 CPUs here. */
    SIMULATION("19", 19),
    /** The hosts of section 4.1: 4, 4 and 1 CPUs, and 8 servers. */
    MIXED("mixed", 3);

    private final String option;
    private final int hosts;

    Fleet(String option, int hosts) {
        this.option = option;
        this.hosts = hosts;
    }

    /** As {@code --hosts} spells it. */
    public String option() {
        return option;
    }

    public int hosts() {
        return hosts;
    }
}
