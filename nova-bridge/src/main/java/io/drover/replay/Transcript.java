package io.drover.replay;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Spoken;
import io.drover.journal.JournalEntry;
import io.drover.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What agents said, did and were told, in the order of their clocks: a line each. A message stands once, where it was
 * sent, if its sender's journal is at hand, and else where it was heard.
 */
final class Transcript {

    private final Predicate<String> auctions;
    private final List<Line> lines = new ArrayList<>();
    private final Set<String> sent = new HashSet<>();

    /**
     * @param heard id of a message that was heard; empty: it is something else
     */
    private record Line(Instant at, String host, String text, String heard) {}

    private Transcript(Predicate<String> auctions) {
        this.auctions = auctions;
    }

    /** All that belongs to one auction. */
    static List<String> of(String auction, List<RecordedRun> tapes) throws IOException {
        return new Transcript(auction::equals).read(tapes);
    }

    /** Everything, timers left out. */
    static List<String> of(List<RecordedRun> tapes) throws IOException {
        return new Transcript(any -> true).read(tapes);
    }

    private List<String> read(List<RecordedRun> tapes) throws IOException {
        for (RecordedRun tape : tapes) {
            for (Path file : tape.files()) read(tape, file);
        }
        return lines.stream()
                .filter(line -> !sent.contains(line.heard()))
                .sorted(Comparator.comparing(Line::at))
                .map(line -> line.at() + " " + line.host() + " " + line.text())
                .toList();
    }

    private void read(RecordedRun tape, Path file) throws IOException {
        Instant at = tape.header().run().startedAt();
        try (JournalReader reader = new JournalReader(file)) {
            for (Optional<JournalEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                if (next.get() instanceof JournalEntry.Heard heard) {
                    at = heard.event().at();
                    add(at, tape.host(), heard.event());
                } else if (next.get() instanceof JournalEntry.Decided decided) {
                    add(at, tape.host(), decided.effect());
                }
            }
        }
    }

    private void add(Instant at, String host, Event event) {
        if (event instanceof Event.Heard heard) {
            Envelope envelope = heard.envelope();
            if (auctions.test(envelope.auction())) lines.add(new Line(at, host, Spoken.of(event), envelope.id()));
            return;
        }
        String auction = "";
        if (event instanceof Event.Rang rang) auction = rang.timer().auction();
        else if (event instanceof Event.Undelivered lost)
            auction = lost.envelope().auction();
        else if (event instanceof Event.MigrationEnded ended) auction = ended.auction();
        else if (event instanceof Event.Resumed resumed)
            auction = resumed.order().auction();
        if (auctions.test(auction)) lines.add(new Line(at, host, Spoken.of(event), ""));
    }

    private void add(Instant at, String host, Effect effect) {
        String auction = "";
        if (effect instanceof Effect.SetTimer || effect instanceof Effect.CancelTimer) return;
        if (effect instanceof Effect.Send send) {
            auction = send.envelope().auction();
            sent.add(send.envelope().id());
        } else if (effect instanceof Effect.Migrate migrate)
            auction = migrate.order().auction();
        else if (effect instanceof Effect.Watch watch) auction = watch.order().auction();
        else if (effect instanceof Effect.Say say) auction = say.note().auction();
        if (auctions.test(auction)) lines.add(new Line(at, host, Spoken.of(effect), ""));
    }
}
