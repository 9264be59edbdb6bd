package io.drover.experiment;

import io.drover.scenario.Variation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The fleets that the thesis speaks of. */
public enum Fleet {
    /** The testbed of doc/sources.md, 4.4: 4 hosts of 2 CPUs. */
    TESTBED("4", 4),
    /** The earlier simulation that chapter 5 compares with: 19 hosts; of 2 CPUs here. */
    SIMULATION("19", 19),
    /** The hosts of doc/sources.md, 4.1: 4, 4 and 1 CPUs, and 8 servers. */
    MIXED("mixed", 3);

    private static final List<Integer> MIXED_CPUS = List.of(4, 4, 1);
    private static final int MIXED_SERVERS = 8;

    private final String option;
    private final int hosts;

    Fleet(String option, int hosts) {
        this.option = option;
        this.hosts = hosts;
    }

    /** 0: as many as the load needs. */
    int servers() {
        return this == MIXED ? MIXED_SERVERS : 0;
    }

    Variation variation() {
        if (this != MIXED) return Variation.NONE;
        return new Variation(MIXED_CPUS, Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    /** As {@code --hosts} spells it. */
    public String option() {
        return option;
    }

    public int hosts() {
        return hosts;
    }
}
