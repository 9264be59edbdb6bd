package io.drover.agent;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.nova.CopyMeasurement;
import io.drover.nova.CopyProgress;
import io.drover.nova.MigrationListener;
import io.drover.telemetry.DirtyRates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log how migrations go, and learns from them how fast servers dirty their memory. */
final class MigrationLessons implements MigrationListener {

    private static final Logger LOG = LoggerFactory.getLogger("drover");

    private final DirtyRates dirtyRates;

    MigrationLessons(DirtyRates dirtyRates) {
        this.dirtyRates = dirtyRates;
    }

    @Override
    public void progress(MigrationOrder order, CopyProgress progress) {
        if (progress.fraction().isEmpty()) {
            LOG.info("{}: {} to {} is {}", order.auction(), order.server(), order.destination(), progress.status());
        } else {
            LOG.info(
                    "{}: {} to {} is {}, {} %",
                    order.auction(),
                    order.server(),
                    order.destination(),
                    progress.status(),
                    Math.round(100 * progress.fraction().getAsDouble()));
        }
    }

    @Override
    public void ended(MigrationOrder order, Outcome outcome, CopyMeasurement measure) {
        if (measure.total().isEmpty() || measure.processed().isEmpty()) return;
        dirtyRates.learn(
                order.server(), measure.processed().getAsLong(), measure.total().getAsLong(), measure.numbersAfter());
    }
}
