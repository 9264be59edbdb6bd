package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.fuzz.Damage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A spoilt journal loses the lines that are spoilt, and nothing ends by it. */
class JournalFuzzTest {

    @TempDir
    Path directory;

    @Test
    void aSpoiltJournalIsReadAsFarAsItGoes() throws IOException {
        spoil(300);
    }

    @Test
    @Tag("long")
    void muchMoreOfTheSame() throws IOException {
        spoil(30_000);
    }

    private void spoil(int times) throws IOException {
        try (JsonJournal journal =
                JsonJournal.open(directory, Samples.run(Samples.AT), RotationLimits.DEFAULT, () -> Samples.AT)) {
            Samples.events().forEach(journal::heard);
            Samples.effects().forEach(journal::decided);
        }
        Path file = JournalReader.files(directory).get(0);
        byte[] whole = Files.readAllBytes(file);
        long entries = entries(file);
        for (int seed = 0; seed < times; seed++) {
            Files.write(file, Damage.of(whole, new SplittableRandom(seed)));
            long read = entries(file);
            assertThat(read).as("seed %d", seed).isBetween(0L, entries + 8); // lines may be there twice
            assertThat(JournalReader.found(JournalReader.files(directory)))
                    .as("seed %d", seed)
                    .isNotNull();
        }
    }

    /** 0: the header is spoilt, which is told in one sentence. */
    private static long entries(Path file) throws IOException {
        try (JournalReader reader = new JournalReader(file)) {
            long count = 0;
            while (reader.next().isPresent()) count++;
            return count;
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
            return 0;
        }
    }
}
