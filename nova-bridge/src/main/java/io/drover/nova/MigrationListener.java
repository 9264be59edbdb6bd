package io.drover.nova;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;

/** Hears how migrations go: dashboard, log, and what learns dirty rates. Called on a supervisor's thread; be quick. */
public interface MigrationListener {

    MigrationListener NONE = new MigrationListener() {
        @Override
        public void progress(MigrationOrder order, CopyProgress progress) {}

        @Override
        public void ended(MigrationOrder order, Outcome outcome, CopyMeasurement measure) {}
    };

    /** Both, in this order. */
    static MigrationListener both(MigrationListener one, MigrationListener other) {
        return new MigrationListener() {
            @Override
            public void progress(MigrationOrder order, CopyProgress progress) {
                one.progress(order, progress);
                other.progress(order, progress);
            }

            @Override
            public void ended(MigrationOrder order, Outcome outcome, CopyMeasurement measure) {
                one.ended(order, outcome, measure);
                other.ended(order, outcome, measure);
            }
        };
    }

    /** After each look at Nova while it lists the migration as one that runs. */
    void progress(MigrationOrder order, CopyProgress progress);

    /** Once for each order, before its event is sent. */
    void ended(MigrationOrder order, Outcome outcome, CopyMeasurement measure);
}
