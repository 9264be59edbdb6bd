package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise of doc/upgrading.md: a journal that a released version wrote is read whole, and nothing that it says is lost.
 * The files are never written anew.
 */
class KeptJournalsTest {

    private static final Path KEPT = Path.of("src/test/resources/kept/journal");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    static Stream<Path> journals() throws IOException {
        try (Stream<Path> files = Files.list(KEPT)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("journals")
    void isReadWholeAndSaysWhatItSaid(Path file) throws IOException {
        Path plain = directory.resolve("journal.jsonl");
        try (InputStream packed = new GZIPInputStream(Files.newInputStream(file))) {
            Files.copy(packed, plain);
        }
        List<String> lines = Files.readAllLines(plain);
        JournalCodec codec = new JournalCodec();
        int entries = 0;
        try (JournalReader reader = new JournalReader(plain)) {
            for (Optional<JournalEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
                JsonNode said = JSON.readTree(lines.get((int) reader.line() - 1));
                assertHas(reader.line(), JSON.readTree(codec.text(next.get())), said);
                entries++;
            }
            assertThat(reader.damaged()).isZero();
        }
        assertThat(entries).isGreaterThan(50);
    }

    /** All that was said is said, and perhaps more. */
    private static void assertHas(long line, JsonNode today, JsonNode said) {
        if (said.isObject()) {
            for (Map.Entry<String, JsonNode> field : said.properties()) {
                assertThat(today.has(field.getKey()))
                        .as("line %s: %s", line, field.getKey())
                        .isTrue();
                assertHas(line, today.get(field.getKey()), field.getValue());
            }
        } else if (said.isArray()) {
            assertThat(today.size()).as("line %s", line).isEqualTo(said.size());
            for (int i = 0; i < said.size(); i++) assertHas(line, today.get(i), said.get(i));
        } else {
            assertThat(today).as("line %s", line).isEqualTo(said);
        }
    }
}
