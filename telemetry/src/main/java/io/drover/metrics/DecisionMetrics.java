package io.drover.metrics;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.node.Journal;
import io.prometheus.metrics.core.metrics.Counter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What an agent decides, counted where its journal hears of it. On the engine's thread only; scrapes may come from any.
 */
public final class DecisionMetrics implements Journal {

    private static final int OPEN_AT_MOST = 64;

    private final OutcomeMetrics outcomes;
    private final Counter decisions;
    private final Counter attempts;
    private final Map<String, Opening> open = new LinkedHashMap<>();
    private Instant now = Instant.EPOCH;

    private record Opening(String strategy, Instant at) {}

    public DecisionMetrics(Counts counts) {
        outcomes = new OutcomeMetrics(counts);
        decisions = counts.counter("drover_decisions", "Decisions and refusals by kind.", "kind");
        attempts = counts.counter(
                "drover_attempts", "HOTSPOT and STEAL ATTEMPT messages: auctions begun, servers" + " asked for.");
        for (Note.Kind kind : Note.Kind.values()) decisions.initLabelValues(kind.word());
    }

    @Override
    public void heard(Event event) {
        now = event.at();
        if (!(event instanceof Event.MigrationEnded ended)) return;
        Outcome outcome = ended.outcome();
        if (outcome instanceof Outcome.Done done) outcomes.completed(done.seconds());
        else outcomes.ended(outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    @Override
    public boolean decided(Effect effect) {
        if (effect instanceof Effect.Say say) said(say.note());
        else if (effect instanceof Effect.Migrate migrate) ordered(migrate.order());
        return true;
    }

    private void said(Note note) {
        decisions.labelValues(note.kind().word()).inc();
        attempts.inc(note.attempts());
        if (note instanceof Note.Opened opening) opened(opening);
        switch (note.kind()) {
            case ENDED -> over(note.auction(), "nothing");
            case MIGRATED -> over(note.auction(), "moved");
            case ADVISED, FAILED -> over(note.auction(), note.kind().word());
            default -> {}
        }
    }

    private void opened(Note.Opened note) {
        open.put(note.auction(), new Opening(note.strategy().word(), now));
        if (open.size() > OPEN_AT_MOST) open.remove(open.keySet().iterator().next());
    }

    private void over(String auction, String ending) {
        Opening opening = open.remove(auction);
        if (opening == null) return;
        outcomes.auction(
                opening.strategy(), ending, Duration.between(opening.at(), now).toMillis() / 1000.0);
    }

    private void ordered(MigrationOrder order) {
        outcomes.began(order.predictedSeconds(), order.predictedDowntimeSeconds());
    }
}
