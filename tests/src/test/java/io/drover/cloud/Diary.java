package io.drover.cloud;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.journal.JournalEntry;
import io.drover.journal.JournalReader;
import io.drover.model.MigrationOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that one agent's journal holds, over all its runs, each entry with the time of the event that it belongs to. */
record Diary(String host, List<Line> lines) {

    /**
     * @param at of the event, or of the event that led to the decision
     */
    record Line(String host, Instant at, JournalEntry entry) {

        Optional<Note> note() {
            return entry instanceof JournalEntry.Decided decided && decided.effect() instanceof Effect.Say say
                    ? Optional.of(say.note())
                    : Optional.empty();
        }

        Optional<MigrationOrder> order() {
            return entry instanceof JournalEntry.Decided decided && decided.effect() instanceof Effect.Migrate migrate
                    ? Optional.of(migrate.order())
                    : Optional.empty();
        }

        <E extends Event> Optional<E> event(Class<E> type) {
            return entry instanceof JournalEntry.Heard heard && type.isInstance(heard.event())
                    ? Optional.of(type.cast(heard.event()))
                    : Optional.empty();
        }
    }

    Diary {
        lines = List.copyOf(lines);
    }

    /** As far as it is written; a journal under way may end anywhere. */
    static Diary read(String host, Path directory) {
        List<Line> lines = new ArrayList<>();
        if (!Files.isDirectory(directory)) return new Diary(host, lines);
        try {
            for (Path file : JournalReader.files(directory)) read(host, file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Diary(host, lines);
    }

    private static void read(String host, Path file, List<Line> lines) throws IOException {
        try (JournalReader reader = new JournalReader(file)) {
            Instant at = reader.header().run().startedAt();
            for (Optional<JournalEntry> entry = reader.next(); entry.isPresent(); entry = reader.next()) {
                if (entry.get() instanceof JournalEntry.Heard heard)
                    at = heard.event().at();
                lines.add(new Line(host, at, entry.get()));
            }
        } catch (NoSuchFileException rotated) {
            // gone since it was listed
        }
    }

    List<Note> notes(Note.Kind kind) {
        return lines.stream()
                .flatMap(line -> line.note().stream())
                .filter(note -> note.kind() == kind)
                .toList();
    }

    Optional<Line> last(Note.Kind kind) {
        return lines.stream()
                .filter(line -> line.note().filter(note -> note.kind() == kind).isPresent())
                .reduce((first, second) -> second);
    }

    <E extends Event> List<E> events(Class<E> type) {
        return lines.stream().flatMap(line -> line.event(type).stream()).toList();
    }

    /** What was wrong with samples after an instant. */
    List<String> problems(Instant after) {
        return events(Event.Observed.class).stream()
                .filter(observed -> observed.at().isAfter(after))
                .flatMap(observed -> observed.observation().problem().stream())
                .toList();
    }

    /** Every sentence, with its kind. */
    List<String> sentences() {
        return lines.stream()
                .flatMap(line -> line.note().stream())
                .map(note -> note.kind() + " " + note.text())
                .toList();
    }

    List<MigrationOrder> orders() {
        return lines.stream().flatMap(line -> line.order().stream()).toList();
    }

    /** Sound samples so far. */
    long samples() {
        return lines.stream()
                .flatMap(line -> line.event(Event.Observed.class).stream())
                .filter(observed -> observed.observation().problem().isEmpty())
                .count();
    }

    /** The last notes, for people. */
    String tail(int count) {
        List<String> told = lines.stream()
                .flatMap(line -> line.note().stream().map(note -> line.at() + " " + host + " " + told(note)))
                .toList();
        return String.join("\n", told.subList(Math.max(0, told.size() - count), told.size()));
    }

    private static String told(Note note) {
        return (note.auction().isEmpty() ? "" : note.auction() + ": ") + note.kind() + " " + note.text();
    }

    /** Between two instants, in seconds. */
    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e9;
    }
}
