package io.drover.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.cli.Drover;
import io.drover.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthCommandTest {

    private static final List<Sign> WELL = List.of(
            new Sign("decisions", Duration.ofMillis(200), Duration.ofSeconds(40), "the deciding thread"),
            new Sign("broker", Duration.ZERO, Duration.ofSeconds(20), "connected"));

    @TempDir
    private Path directory;

    private Path state;
    private LifeFile file;

    private record End(int status, String out, String err) {}

    @BeforeEach
    void machine() throws IOException {
        state = Files.createDirectory(directory.resolve("state"));
        file = new LifeFile(state, "agent");
    }

    private End health(String... more) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] words = new String[more.length + 3];
        System.arraycopy(new String[] {"health", "-f", "value"}, 0, words, 0, 3);
        System.arraycopy(more, 0, words, 3, more.length);
        Environment environment = new Environment(
                new TreeMap<>(Map.of("DROVER_DEFAULT_STATE_PATH", state.toString())),
                directory,
                directory,
                directory,
                "machine");
        int status = Drover.run(
                words,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment);
        return new End(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private void left(Duration ago, List<Sign> signs) throws IOException {
        file.write(new LifeRecord("pm1", 4711, Instant.now().minus(ago), signs));
    }

    @Test
    void whatIsWellIsZeroAndOneRowForEach() throws IOException {
        left(Duration.ZERO, WELL);
        assertThat(health("-c", "Check", "-c", "Result", "-c", "Detail"))
                .isEqualTo(new End(
                        0,
                        "process OK pm1, process 4711\ndecisions OK the deciding thread\nbroker OK connected\n",
                        ""));
    }

    @Test
    void oneSignThatIsTooOldIsOne() throws IOException {
        left(
                Duration.ZERO,
                List.of(WELL.get(0), new Sign("broker", Duration.ofSeconds(21), Duration.ofSeconds(20), "is lost")));
        End end = health("-c", "Check", "-c", "Result");
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.out()).endsWith("decisions OK\nbroker FAILED\n");
    }

    @Test
    void anAgentThatWasKilledOrWhoseClockWasSetBackIsOne() throws IOException {
        for (int seconds : List.of(31, -31)) {
            left(Duration.ofSeconds(seconds), WELL);
            End end = health("-c", "Check", "-c", "Result");
            assertThat(end.status()).isEqualTo(1);
            assertThat(end.out()).startsWith("process FAILED\n");
        }
    }

    @Test
    void signsGrowOldWithTheirFile() throws IOException {
        left(
                Duration.ofSeconds(25),
                List.of(new Sign("decisions", Duration.ofSeconds(20), Duration.ofSeconds(40), "")));
        End end = health("-c", "Check", "-c", "Result");
        assertThat(end.status()).isEqualTo(1);
        assertThat(end.out()).isEqualTo("process OK\ndecisions FAILED\n");
    }

    @Test
    void noAgentIsOneSentence() {
        assertThat(health())
                .isEqualTo(new End(1, "", "drover: no agent runs here: there is no " + state + "/agent.alive\n"));
        assertThat(health("--measure").err()).contains("no measurement point runs here");
    }

    @Test
    void onlyItsUserMayReadIt() throws IOException {
        left(Duration.ZERO, WELL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
                .isEqualTo("rw-------");
    }

    @Test
    void whatOthersCouldHaveWrittenIsNotBelieved() throws IOException {
        left(Duration.ZERO, WELL);
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-rw----"));
        assertThat(health().err()).contains("only the owner of its directory can write");
        Path elsewhere = directory.resolve("elsewhere");
        Files.move(file.path(), elsewhere);
        Files.createSymbolicLink(file.path(), elsewhere);
        assertThat(health()).matches(end -> end.status() == 1 && end.out().isEmpty());
    }

    @Test
    void whatIsNoRecordIsOneSentence() throws IOException {
        for (String text :
                List.of("", "{", "[]", "{\"at\":\"now\"}", "{\"signs\":[{}],\"at\":3}", "x".repeat(20_000))) {
            Files.deleteIfExists(file.path());
            left(Duration.ZERO, WELL);
            Files.writeString(file.path(), text);
            assertThatThrownBy(file::read).as(text).isInstanceOf(IOException.class);
            End end = health();
            assertThat(end.status()).isEqualTo(1);
            assertThat(end.err().lines()).hasSize(1);
        }
    }

    @Test
    void aPulseIsThereAtOnceAndGoneWhenItIsClosed() throws IOException {
        Pulse pulse = new Pulse(state, "agent", "pm1", () -> WELL).start();
        assertThat(health().status()).isZero();
        pulse.close();
        assertThat(state).isEmptyDirectory();
    }
}
