package io.drover.plan;

import io.drover.model.MigrationSettings;
import io.drover.model.StrategySettings;

/** How to plan: by the same settings as an agent would act. */
public record PlanOptions(StrategySettings strategy, MigrationSettings migration) {}
