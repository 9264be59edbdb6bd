package io.drover.nova;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;

/** Hears how migrations go: dashboard, log, and what learns dirty rates. Called on a supervisor's thread; be quick. */
public interface MigrationListener {

    MigrationListener NONE = new MigrationListener() {
        @Override
        public void progress(MigrationOrder order, Progress progress) {}

        @Override
        public void ended(MigrationOrder order, Outcome outcome, Measure measure) {}
    };

    void progress(MigrationOrder order, Progress progress);

    /** Once for each order, before its event is sent. */
    void ended(MigrationOrder order, Outcome outcome, Measure measure);
}
