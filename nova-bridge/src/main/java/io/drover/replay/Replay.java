package io.drover.replay;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.config.CronWindows;
import io.drover.engine.AuctionEngine;
import io.drover.engine.Engine;
import io.drover.journal.JournalCodec;
import io.drover.journal.JournalEntry;
import io.drover.journal.JournalReader;
import io.drover.journal.JournalRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * One run through an engine that was made alike. After each event the engine must decide what the journal says, in the
 * same order, to the last digit. Only the last event's decisions may be cut short: a crash, or an agent that still runs.
 */
final class Replay {

    private static final String NOTHING = "nothing";

    private final JournalCodec codec = new JournalCodec();
    private final Engine engine;
    private final Deque<Effect> owed = new ArrayDeque<>();
    private Instant at;
    private long events;
    private long decisions;

    /**
     * @param events heard and decided alike, up to the difference
     * @param stopped why the rest could not be compared; empty: there was none
     */
    record Result(long events, long decisions, Optional<Difference> difference, Optional<String> stopped) {}

    /**
     * The first one.
     *
     * @param line of the file; where the journal says something else, or goes on without a decision
     * @param event its number in the run, from 1
     * @param expected the journal's line
     * @param got the engine's
     */
    record Difference(Path file, long line, long event, Instant at, String expected, String got) {}

    private Replay(JournalRun run) {
        this.engine = new AuctionEngine(
                run.settings(CronWindows.of(run.windows(), ZoneId.of(run.zone()))), new SplittableRandom(run.seed()));
        this.at = run.startedAt();
    }

    /**
     * @throws IOException with one sentence when a line cannot be read
     */
    static Result of(RecordedRun tape) throws IOException {
        return new Replay(tape.header().run()).play(tape);
    }

    private Result play(RecordedRun tape) throws IOException {
        for (Path file : tape.files()) {
            try (JournalReader reader = new JournalReader(file)) {
                Optional<Result> end = play(file, reader);
                if (end.isPresent()) return end.get();
            }
        }
        return result(Optional.empty(), Optional.empty());
    }

    private Optional<Result> play(Path file, JournalReader reader) throws IOException {
        for (Optional<JournalEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            sound(file, reader);
            if (next.get() instanceof JournalEntry.Lost lost) {
                String why = lost.lines() + " lines could not be written before line " + reader.line() + " of " + file;
                return Optional.of(result(Optional.empty(), Optional.of(why)));
            }
            Optional<Difference> difference = take(next.get(), file, reader.line());
            if (difference.isPresent()) return Optional.of(result(difference, Optional.empty()));
        }
        sound(file, reader);
        return Optional.empty();
    }

    private static void sound(Path file, JournalReader reader) throws IOException {
        if (reader.firstDamaged() > 0) {
            throw new IOException("line " + reader.firstDamaged() + " of " + file + " cannot be read");
        }
    }

    private Optional<Difference> take(JournalEntry entry, Path file, long line) {
        if (entry instanceof JournalEntry.Decided decided) return compare(decided, file, line);
        if (!owed.isEmpty()) {
            return Optional.of(new Difference(file, line, events, at, NOTHING, text(owed.peek())));
        }
        hear(((JournalEntry.Heard) entry).event());
        return Optional.empty();
    }

    private Optional<Difference> compare(JournalEntry.Decided decided, Path file, long line) {
        String expected = codec.text(decided);
        String got = owed.isEmpty() ? NOTHING : text(owed.poll());
        if (!got.equals(expected)) return Optional.of(new Difference(file, line, events, at, expected, got));
        decisions++;
        return Optional.empty();
    }

    /** An agent survives an error in its engine and goes on with the next event; so does this. */
    private void hear(Event event) {
        events++;
        at = event.at();
        try {
            owed.addAll(engine.on(event));
        } catch (RuntimeException | AssertionError asThen) {
            owed.clear();
        }
    }

    private String text(Effect effect) {
        return codec.text(new JournalEntry.Decided(effect));
    }

    private Result result(Optional<Difference> difference, Optional<String> stopped) {
        return new Result(events, decisions, difference, stopped);
    }
}
