package io.drover.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What a journal is worth when its process is killed, its disk is full or its directory holds what is not its own. */
@Timeout(60)
class JournalDisasterTest {

    private static final Instant AT = Samples.AT;

    @TempDir
    Path directory;

    private Instant now = AT;

    @Test
    void aKilledProcessLeavesEveryOrderItReportedAsKept() throws Exception {
        Process child = Appender.start(directory, List.of());
        List<String> kept = new ArrayList<>();
        try (var out = child.inputReader()) {
            while (kept.size() < 40) kept.add(out.readLine());
            child.toHandle().destroyForcibly();
            for (String line = out.readLine(); line != null; line = out.readLine()) kept.add(line);
        }
        assertThat(child.waitFor()).as("killed").isEqualTo(128 + 9);
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found().kept().open().stream().map(order -> order.auction()))
                    .containsAll(kept);
        }
    }

    /** The kernel refuses to let the file grow: a real failing write. */
    @Test
    void withoutRoomAnOrderIsNotKeptAndSaysSo() throws Exception {
        Process child = Appender.start(directory, List.of("bash", "-c", "ulimit -f 64; exec \"$@\"", "bash"));
        List<String> kept = new ArrayList<>();
        String refused = null;
        try (var out = child.inputReader()) {
            for (String line = out.readLine(); refused == null; line = out.readLine()) {
                if (line.startsWith("refused ")) refused = line.substring("refused ".length());
                else kept.add(line);
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(kept).isNotEmpty();
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found().kept().open().stream().map(order -> order.auction()))
                    .containsExactlyElementsOf(kept);
        }
    }

    /** Needs the right to mount. */
    @Test
    void aFullDiskCostsLinesButNeverTheirWholeness() throws Exception {
        Path disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()));
        try {
            fillUp(disk);
        } finally {
            run("umount", disk.toString());
        }
    }

    private void fillUp(Path disk) throws IOException {
        Path ballast = disk.resolve("ballast");
        Files.write(ballast, new byte[16 << 10]);
        try (JsonJournal journal = JsonJournal.open(disk, Samples.run(), RotationLimits.DEFAULT, () -> now)) {
            int orders = 0;
            while (journal.decided(new Effect.Migrate(Samples.order("a" + orders, "s")))) orders++;
            assertThat(orders).isPositive();
            for (int i = 0; i < 10; i++) {
                now = now.plusSeconds(1);
                journal.heard(new Event.PeersListed(AT, Collections.nCopies(1000, "pm1")));
            }
            assertThat(journal.lost()).isEqualTo(11);
            Files.delete(ballast);
            assertThat(journal.decided(new Effect.Migrate(Samples.order("after", "s"))))
                    .isTrue();
            try (JournalReader reader =
                    new JournalReader(JournalReader.files(disk).get(0))) {
                List<JournalEntry> all = rest(reader);
                assertThat(reader.damaged()).isZero();
                assertThat(reader.torn()).isFalse();
                assertThat(all.subList(orders, all.size()))
                        .containsExactly(
                                new JournalEntry.Lost(11),
                                new JournalEntry.Decided(new Effect.Migrate(Samples.order("after", "s"))));
            }
        }
    }

    @Test
    void aLockThatIsALinkIsNotFollowed() throws Exception {
        Path elsewhere = directory.resolve("elsewhere");
        Files.createSymbolicLink(directory.resolve("lock"), elsewhere);
        assertThatThrownBy(() -> open(RotationLimits.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the journal's directory ");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void whatIsLinkedUnderAJournalsNameIsNotWrittenTo() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "precious\n");
        Files.createSymbolicLink(JournalReader.file(directory, 1), elsewhere);
        Files.createSymbolicLink(directory.resolve("journal-000002.jsonl.tmp"), elsewhere);
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.decided(new Effect.Migrate(Samples.ORDER))).isTrue();
        }
        assertThat(elsewhere).hasContent("precious");
        assertThat(JournalReader.file(directory, 2)).isRegularFile();
    }

    @Test
    void aPipeUnderAJournalsNameIsNoJournal() throws Exception {
        assumeTrue(run("mkfifo", JournalReader.file(directory, 1).toString()));
        try (JsonJournal journal = open(RotationLimits.DEFAULT)) {
            assertThat(journal.found()).isEqualTo(PreviousRuns.NOTHING);
        }
        assertThat(JournalReader.files(directory)).containsExactly(JournalReader.file(directory, 1));
    }

    private JsonJournal open(RotationLimits rotation) throws IOException {
        InstantSource clock = () -> now;
        return JsonJournal.open(directory, Samples.run(now), rotation, clock);
    }

    private static List<JournalEntry> rest(JournalReader reader) throws IOException {
        List<JournalEntry> entries = new ArrayList<>();
        for (Optional<JournalEntry> entry = reader.next(); entry.isPresent(); entry = reader.next())
            entries.add(entry.get());
        return entries;
    }

    private static boolean run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).start();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }
}
