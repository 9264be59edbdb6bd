package io.drover.plan;

import io.drover.model.DrainSettings;
import io.drover.model.MigrationSettings;
import io.drover.model.Settings;
import io.drover.model.StrategySettings;

/** How to plan: by the same settings as an agent would act. */
public record PlanOptions(StrategySettings strategy, MigrationSettings migration, DrainSettings drain) {

    public static PlanOptions of(Settings settings) {
        return new PlanOptions(settings.strategy(), settings.migration(), settings.drain());
    }
}
