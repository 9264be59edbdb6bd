package io.drover.health;

import io.drover.runtime.PooledPace;
import io.drover.runtime.Rounds;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a service's signs of life again and again, on a thread of its own: a sign that waits for what it tells of is
 * none. They are removed when it is closed; those of a service that was killed grow old.
 */
public final class Pulse implements AutoCloseable {

    static final Duration EVERY = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);

    private final LifeFile file;
    private final String whose;
    private final Supplier<List<Sign>> signs;
    private final PooledPace pace;
    private boolean failing;
    private boolean closed;

    /**
     * @param directory the service's own, which is there
     * @param service {@code agent} or {@code measure}
     * @param whose the host of an agent, the name of a measurement point
     * @param signs asked in real time; does not wait for anything
     */
    public Pulse(Path directory, String service, String whose, Supplier<List<Sign>> signs) {
        this.file = new LifeFile(directory, service);
        this.whose = whose;
        this.signs = signs;
        this.pace = new PooledPace("drover-pulse-" + whose, 1, InstantSource.system(), 1);
    }

    /** The first is written before this returns, so that who waits for the service finds it. */
    public Pulse start() {
        beat();
        Rounds.later(EVERY, pace, this::beat);
        return this;
    }

    private synchronized void beat() {
        if (closed) return;
        try {
            file.write(new LifeRecord(whose, ProcessHandle.current().pid(), pace.instant(), signs.get()));
            failing = false;
        } catch (IOException e) {
            if (!failing) LOG.warn("signs of life cannot be written to {}: {}", file.path(), e.toString());
            failing = true;
        }
    }

    @Override
    public void close() {
        pace.close();
        synchronized (this) {
            closed = true;
            try {
                file.remove();
            } catch (IOException e) {
                LOG.warn("signs of life stay behind in {}: {}", file.path(), e.toString());
            }
        }
    }
}
