package io.drover.wire;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fleet key as its file has it now: looked at again every few seconds, when somebody needs the key. A file that
 * cannot be used any more changes nothing but the log, so that a slip of the operator's silences no agent.
 */
public final class FleetKeyFile implements Supplier<FleetKey> {

    /** An operator who changes the keys of a fleet waits longer than this between two steps. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(FleetKeyFile.class);

    private final Path file;
    private final InstantSource clock;
    private FleetKey key;
    private Instant lookedAt;
    private String complaint = "";

    /**
     * @throws IllegalArgumentException with one sentence when the file cannot be used to begin with
     */
    public FleetKeyFile(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
        this.key = FleetKey.read(file);
        this.lookedAt = clock.instant();
    }

    @Override
    public synchronized FleetKey get() {
        Instant now = clock.instant();
        if (Duration.between(lookedAt, now).compareTo(LOOK_EVERY) >= 0) {
            lookedAt = now;
            look();
        }
        return key;
    }

    private void look() {
        try {
            FleetKey found = FleetKey.read(file);
            if (!found.sameAs(key)) LOG.info("the fleet key file {} now holds {}", file, found);
            key = found;
            complaint = "";
        } catch (IllegalArgumentException e) {
            if (!complaint.equals(e.getMessage())) LOG.warn("the fleet key stays as it was: {}", e.getMessage());
            complaint = e.getMessage();
        }
    }
}
