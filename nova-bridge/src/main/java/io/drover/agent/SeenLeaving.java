package io.drover.agent;

import io.drover.auction.Event;
import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Says of a server that has moved away when its guest left, as this machine's kernel showed it: Nova tidies up for seconds
 * before it says that the migration is completed.
 */
final class SeenLeaving implements Consumer<Event> {

    private final Function<String, Optional<Instant>> left;
    private final Consumer<Event> next;

    /**
     * @param left when a server's guest left this machine; empty: it is here, or nobody saw
     */
    SeenLeaving(Function<String, Optional<Instant>> left, Consumer<Event> next) {
        this.left = left;
        this.next = next;
    }

    @Override
    public void accept(Event event) {
        next.accept(
                event instanceof Event.MigrationEnded ended && ended.outcome() instanceof Outcome.Done done
                        ? new Event.MigrationEnded(ended.at(), ended.auction(), ended.server(), seen(ended, done))
                        : event);
    }

    /** It left during this migration, or that was another one. */
    private Outcome seen(Event.MigrationEnded ended, Outcome.Done done) {
        return left.apply(ended.server())
                .map(at -> Duration.between(at, ended.at()).toMillis() / 1000.0)
                .filter(ago -> ago >= 0 && ago <= done.seconds())
                .map(done::left)
                .orElse(done);
    }
}
