package io.drover.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.auction.Effect;
import io.drover.auction.Note;
import io.drover.journal.JournalCodec;
import io.drover.journal.JournalEntry;
import io.drover.journal.JournalReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Journals that were written when a note was a map of facts and the rules were a flag. Each is one agent's run among
 * faults: awards and steal attempts that are refused, migrations that fail, an order of an earlier run, a pause.
 */
class GoldenJournalTest {

    private static final List<String> JOURNALS = List.of("default-pm4", "thesis-pm3", "advise-pm1", "thesis-pm2");

    @TempDir
    Path directory;

    /** Not the other two's: Drover's own rules have moved on since, as the release notes tell. */
    @ParameterizedTest
    @ValueSource(strings = {"thesis-pm3", "thesis-pm2"})
    void theEngineDecidesWhatItDecided(String journal) throws IOException {
        List<RecordedRun> tapes = RecordedRun.of(List.of(unpacked(journal)), warning -> {});
        assertThat(tapes).hasSize(1);
        Replay.Result result = Replay.of(tapes.get(0));
        assertThat(result.difference()).isEmpty();
        assertThat(result.stopped()).isEmpty();
        assertThat(result.decisions()).isGreaterThan(50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"default-pm4", "thesis-pm3", "advise-pm1", "thesis-pm2"})
    void everyNoteReadsAsItWasSaid(String journal) throws IOException {
        ObjectMapper json = new ObjectMapper();
        JournalCodec codec = new JournalCodec();
        Path file = unpacked(journal);
        List<String> lines = Files.readAllLines(file);
        try (JournalReader reader = new JournalReader(file)) {
            for (Optional<JournalEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                Optional<Note> note = note(next.get());
                if (note.isEmpty()) continue;
                JsonNode said =
                        json.readTree(lines.get((int) reader.line() - 1)).at("/decided/note");
                assertThat(note.get().kind().name()).isEqualTo(said.get("kind").textValue());
                assertThat(note.get().text()).isEqualTo(said.get("text").textValue());
                assertThat(json.readTree(codec.text(next.get())).at("/decided/note"))
                        .isEqualTo(said);
            }
            assertThat(reader.damaged()).isZero();
        }
    }

    @Test
    void everyKindIsAmongThem() throws IOException {
        SortedSet<Note.Kind> kinds = new TreeSet<>();
        for (String journal : JOURNALS) {
            try (JournalReader reader = new JournalReader(unpacked(journal))) {
                for (Optional<JournalEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                    note(next.get()).ifPresent(note -> kinds.add(note.kind()));
                }
            }
        }
        assertThat(kinds).containsExactly(Note.Kind.values());
    }

    private static Optional<Note> note(JournalEntry entry) {
        return entry instanceof JournalEntry.Decided decided && decided.effect() instanceof Effect.Say say
                ? Optional.of(say.note())
                : Optional.empty();
    }

    private Path unpacked(String journal) throws IOException {
        Path file = Files.createDirectories(directory.resolve(journal)).resolve("journal-000001.jsonl");
        try (InputStream packed = GoldenJournalTest.class.getResourceAsStream("/journal/" + journal + ".jsonl.gz")) {
            Files.write(file, new GZIPInputStream(packed).readAllBytes());
        }
        return file;
    }
}
