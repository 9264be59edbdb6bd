package io.drover.policy;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Resources;
import io.drover.model.Settings;
import io.drover.model.Standing;
import java.time.Instant;
import java.util.List;

/** The engine of a host that takes part in nothing. */
final class Bystander implements Engine {

    private static final Standing APART = new Standing(Mode.OFF, false, "", "another policy decides");

    private final Settings settings;

    Bystander(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Effect> on(Event event) {
        return List.of();
    }

    @Override
    public HostInfo self(Instant now) {
        return info(settings, HostLoad.unknown(0, now), HostUsage.UNKNOWN, Resources.NONE);
    }

    /** A host by what it last saw of itself, without any smoothing. */
    static HostInfo info(Settings settings, HostObservation seen) {
        double load = seen.load().orElse(Double.NaN);
        HostLoad unsmoothed = HostLoad.steady(seen.cpus(), load, seen.sampledAt());
        return info(settings, unsmoothed, seen.usage(), seen.free());
    }

    private static HostInfo info(Settings settings, HostLoad load, HostUsage usage, Resources free) {
        return HostInfo.of(settings.host(), settings.group(), load)
                .usage(usage)
                .free(free)
                .thresholds(settings.strategy().thresholds())
                .standing(APART)
                .build();
    }
}
