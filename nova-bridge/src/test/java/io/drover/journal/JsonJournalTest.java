package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.config.DroverVersion;
import io.drover.model.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JsonJournalTest {

    private static final Instant AT = Samples.AT;
    private static final RotationLimits SMALL = new RotationLimits(8192, 40_000, 100, Duration.ofSeconds(1));

    @TempDir
    Path directory;

    private Instant now = AT;

    @Test
    void keepsEverythingInOrderBehindAHeader() throws IOException {
        List<JournalEntry> written = new ArrayList<>();
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            Samples.events().forEach(event -> {
                journal.heard(event);
                written.add(new JournalEntry.Heard(event));
            });
            Samples.effects().forEach(effect -> {
                assertThat(journal.decided(effect)).isTrue();
                written.add(new JournalEntry.Decided(effect));
            });
            assertThat(journal.lost()).isZero();
        }
        List<Path> files = JournalReader.files(directory);
        assertThat(files).hasSize(1);
        try (JournalReader reader = new JournalReader(files.get(0))) {
            assertThat(reader.header())
                    .isEqualTo(new JournalHeader(1, 1, DroverVersion.number(), Samples.run(AT), RestoredState.NOTHING));
            assertThat(rest(reader)).isEqualTo(written);
            assertThat(reader.torn()).isFalse();
            assertThat(reader.damaged()).isZero();
        }
    }

    @Test
    void nobodyButItsOwnerReadsIt() throws IOException {
        open(RotationLimits.DEFAULT).close();
        Path file = JournalReader.files(directory).get(0);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void anOrderIsOnDiskAtOnceAndTheRestWithinItsTime() throws IOException {
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            journal.heard(new Event.Stopping(AT));
            assertThat(lines()).as("still in the buffer").isEqualTo(1);
            journal.decided(new Effect.Migrate(Samples.ORDER));
            assertThat(lines()).isEqualTo(3);
            journal.heard(new Event.Stopping(AT));
            now = now.plusMillis(1000);
            journal.heard(new Event.Stopping(AT));
            assertThat(lines()).isEqualTo(5);
        }
    }

    @Test
    void aRestartFindsOrdersWithoutAnEndAndPauses() throws IOException {
        Pauses pauses = new Pauses(List.of(new Message.Pause(true, "", "operator", AT)));
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found()).isEqualTo(PreviousRuns.NOTHING);
            journal.decided(new Effect.Migrate(Samples.order("a1", "s1")));
            journal.decided(new Effect.Migrate(Samples.order("a2", "s2")));
            journal.decided(new Effect.Keep(pauses));
            journal.heard(new Event.MigrationEnded(AT, "a1", "s1", new Outcome.Done(3)));
        }
        RestoredState expected = new RestoredState(List.of(Samples.order("a2", "s2")), pauses, Drains.NONE);
        open(RotationLimits.DEFAULT).close();
        try (JsonJournal third = open(RotationLimits.DEFAULT)) {
            assertThat(third.found().kept()).as("even two restarts later").isEqualTo(expected);
        }
    }

    @Test
    void aRunThatWasNotStoppedIsKnownAsBrokenOff() throws IOException {
        open(RotationLimits.DEFAULT).close();
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found().brokenOff()).isTrue();
            journal.heard(new Event.Stopping(AT));
        }
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found().brokenOff()).isFalse();
        }
    }

    @Test
    void rotationBoundsTheTotalAndCarriesWhatOutlivesARestart() throws IOException {
        try (JsonJournal journal = open(SMALL)) {
            journal.decided(new Effect.Migrate(Samples.ORDER));
            for (int i = 0; i < 2000; i++) journal.heard(new Event.Rang(AT, new TimerId("a" + i, "replies")));
            assertThat(journal.lost()).isZero();
        }
        List<Path> files = JournalReader.files(directory);
        long total = 0;
        for (Path file : files) total += Files.size(file);
        assertThat(total).isLessThanOrEqualTo(SMALL.totalBytes()).isGreaterThan(3 * SMALL.fileBytes());
        assertThat(JournalReader.found(files).kept().open()).containsExactly(Samples.ORDER);
        assertThatThrownBy(() -> JournalReader.run(files.get(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("beginning of the run")
                .hasMessageContaining("no longer kept");
    }

    @Test
    void aRunIsReadOverAllItsFiles() throws IOException {
        open(SMALL).close();
        now = now.plusSeconds(60);
        try (JsonJournal journal = open(new RotationLimits(8192, 1 << 20, 100, Duration.ofSeconds(1)))) {
            for (int i = 0; i < 300; i++) journal.heard(new Event.Rang(AT, new TimerId("a" + i, "replies")));
        }
        List<Path> all = JournalReader.files(directory);
        List<Path> parts = JournalReader.run(all.get(all.size() - 1));
        int events = 0;
        for (Path part : parts) {
            try (JournalReader reader = new JournalReader(part)) {
                assertThat(reader.header().part()).isEqualTo(parts.indexOf(part) + 1);
                events += rest(reader).size();
            }
        }
        assertThat(parts.size()).isGreaterThan(2);
        assertThat(events).isEqualTo(300);
    }

    @Test
    void oldFilesGoWhenThereAreTooMany() throws IOException {
        RotationLimits few = new RotationLimits(8192, 1 << 20, 3, Duration.ofSeconds(1));
        for (int i = 0; i < 6; i++) open(few).close();
        assertThat(JournalReader.files(directory)).hasSize(3);
    }

    @Test
    void aTornEndAndADamagedLineAreReportedAndCostOnlyThemselves() throws IOException {
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            journal.decided(new Effect.Migrate(Samples.ORDER));
        }
        Path file = JournalReader.files(directory).get(0);
        String damage =
                "not json\n{\"heard\":{\"type\":\"stopping\",\"at\":\"2026-11-22T12:00:00Z\"}}\n{\"heard\":{\"ty";
        Files.writeString(file, damage, StandardOpenOption.APPEND);
        try (JournalReader reader = new JournalReader(file)) {
            assertThat(rest(reader)).hasSize(2);
            assertThat(reader.damaged()).isEqualTo(1);
            assertThat(reader.torn()).isTrue();
        }
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found().kept().open()).containsExactly(Samples.ORDER);
        }
    }

    /** A last line of 15 MB, or 20 MB of NULs, once was an OutOfMemoryError at each start. */
    @ParameterizedTest
    @ValueSource(strings = {"a\n", "a", "\0", "\0\n", "[\n"})
    void aLineWithoutEndIsSkippedAndNotHeld(String damage) throws IOException {
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            journal.decided(new Effect.Migrate(Samples.ORDER));
        }
        Path file = JournalReader.files(directory).get(0);
        String filler = damage.substring(0, 1).repeat(20_000_000) + damage.substring(1);
        Files.writeString(file, filler, StandardOpenOption.APPEND);
        long before = allocated();
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found().kept().open()).containsExactly(Samples.ORDER);
        }
        assertThat(allocated() - before).isLessThan(16L << 20);
        try (JournalReader reader = new JournalReader(file)) {
            assertThat(rest(reader)).hasSize(1);
            assertThat(reader.damaged() + (reader.torn() ? 1 : 0)).isEqualTo(1);
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Test
    void aLineThatNoReaderWouldReadIsLostAndNotWritten() throws IOException {
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            journal.heard(new Event.PeersListed(AT, Collections.nCopies(100_000, "x".repeat(30))));
            assertThat(journal.lost()).isEqualTo(1);
            assertThat(journal.decided(new Effect.Migrate(Samples.ORDER))).isTrue();
        }
        try (JournalReader reader =
                new JournalReader(JournalReader.files(directory).get(0))) {
            assertThat(rest(reader))
                    .containsExactly(
                            new JournalEntry.Lost(1), new JournalEntry.Decided(new Effect.Migrate(Samples.ORDER)));
        }
    }

    /** As 690 offers of 5,000 servers did. */
    @Test
    void whatOthersSayPushesNoOrderOut() throws IOException {
        try (JsonJournal journal = open(SMALL)) {
            journal.decided(new Effect.Migrate(Samples.ORDER));
            journal.heard(new Event.MigrationEnded(AT, "a1", "s1", new Outcome.Done(3)));
            for (int i = 0; i < 2000; i++) journal.heard(new Event.Rang(AT, new TimerId("a" + i, "replies")));
        }
        List<JournalEntry> journals = new ArrayList<>();
        for (Path each : JournalReader.files(directory)) journals.addAll(read(each));
        assertThat(journals).doesNotContain(new JournalEntry.Decided(new Effect.Migrate(Samples.ORDER)));
        List<JournalEntry> orders = new ArrayList<>();
        for (Path each : JournalReader.orders(directory)) orders.addAll(read(each));
        assertThat(orders)
                .containsExactly(
                        new JournalEntry.Decided(new Effect.Migrate(Samples.ORDER)),
                        new JournalEntry.Heard(new Event.MigrationEnded(AT, "a1", "s1", new Outcome.Done(3))));
    }

    private static List<JournalEntry> read(Path file) throws IOException {
        try (JournalReader reader = new JournalReader(file)) {
            return rest(reader);
        }
    }

    @Test
    void anEmptyFileFromACrashDoesNotHideTheOneBefore() throws IOException {
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            journal.decided(new Effect.Migrate(Samples.ORDER));
        }
        Files.createFile(JournalReader.file(directory, 2));
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found().kept().open()).containsExactly(Samples.ORDER);
        }
    }

    @Test
    void saysWhatItCannotReadInOneSentence() throws IOException {
        Path text = Files.writeString(directory.resolve("x.txt"), "hello\n");
        assertThatThrownBy(() -> new JournalReader(text)).hasMessageContaining("is no journal");
        Path newer = Files.writeString(directory.resolve("y.jsonl"), "{\"format\":2}\n");
        assertThatThrownBy(() -> new JournalReader(newer)).hasMessageContaining("journal format 2");
    }

    @Test
    void aSecondAgentIsRefusedHereAndFromAnotherProcess() throws Exception {
        try (JsonJournal first = open(RotationLimits.DEFAULT)) {
            assertThat(first.found()).isEqualTo(PreviousRuns.NOTHING);
            assertThatThrownBy(() -> open(RotationLimits.DEFAULT))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another agent keeps its journal in");
            Process other = Appender.start(directory, List.of());
            assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(other.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("another agent keeps its journal in");
        }
        open(RotationLimits.DEFAULT).close();
    }

    private JsonJournal open(RotationLimits rotation) throws IOException {
        InstantSource clock = () -> now;
        return JsonJournal.open(directory, Samples.run(now), rotation, clock);
    }

    private long lines() throws IOException {
        return Files.readAllLines(JournalReader.files(directory).get(0)).size();
    }

    private static List<JournalEntry> rest(JournalReader reader) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        for (Optional<JournalEntry> entry = reader.next(); entry.isPresent(); entry = reader.next())
            entries.add(entry.get());
        return entries;
    }
}
