package io.drover.agent;

import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.nova.CopyMeasurement;
import io.drover.nova.CopyProgress;
import io.drover.nova.MigrationListener;
import io.drover.telemetry.DirtyRates;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log how migrations go, and learns from them how fast servers dirty their memory. */
final class MigrationLessons implements MigrationListener {

    private static final Logger LOG = LoggerFactory.getLogger("drover");

    private final DirtyRates dirtyRates;
    private final Consumer<String> log;
    private final Map<String, String> said = new ConcurrentHashMap<>();

    MigrationLessons(DirtyRates dirtyRates) {
        this(dirtyRates, line -> LOG.info("{}", line));
    }

    MigrationLessons(DirtyRates dirtyRates, Consumer<String> log) {
        this.dirtyRates = dirtyRates;
        this.log = log;
    }

    /** A line is written when it differs from the server's last: Nova is looked at more often than it has news. */
    @Override
    public void progress(MigrationOrder order, CopyProgress progress) {
        String line = line(order, progress);
        if (!line.equals(said.put(order.server(), line))) log.accept(line);
    }

    private static String line(MigrationOrder order, CopyProgress progress) {
        String percent = progress.fraction().isEmpty()
                ? ""
                : ", " + Math.round(100 * progress.fraction().getAsDouble()) + " %";
        return order.auction() + ": " + order.server() + " to " + order.destination() + " is " + progress.status()
                + percent;
    }

    @Override
    public void ended(MigrationOrder order, Outcome outcome, CopyMeasurement measure) {
        said.remove(order.server());
        if (measure.total().isEmpty() || measure.processed().isEmpty()) return;
        dirtyRates.learn(
                order.server(), measure.processed().getAsLong(), measure.total().getAsLong(), measure.numbersAfter());
    }
}
