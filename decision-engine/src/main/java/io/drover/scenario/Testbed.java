package io.drover.scenario;

import io.drover.model.CostModel;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;

/**
 * What an operator of the thesis' testbed would set, whatever the profile: its link of 100 Mb/s, as in
 * {@link Conditions#TESTBED}, servers that are dirtied little, and the published cost model on any hypervisor.
 */
public final class Testbed {

    /** MB/s. */
    static final double BANDWIDTH = 12.5;

    /** Of a server of which none is known, MB/s. */
    private static final double DIRTY_RATE = 1;

    private Testbed() {}

    /** For any host: a simulation fills in name and group. */
    public static Settings settings(Profile profile) {
        Settings usual = profile.settings();
        return usual.with(usual.migration().toBuilder()
                .bandwidth(BANDWIDTH)
                .defaultDirtyRate(DIRTY_RATE)
                .cost(CostModel.PUBLISHED)
                .build());
    }

    /**
     * @param variable whether the thresholds move
     */
    public static Settings settings(Profile profile, StrategyName strategy, Thresholds thresholds, boolean variable) {
        Settings usual = settings(profile);
        return usual.with(usual.strategy().with(strategy).with(thresholds).varying(variable));
    }
}
