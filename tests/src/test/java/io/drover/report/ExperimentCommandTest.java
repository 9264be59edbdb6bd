package io.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cli.Drover;
import io.drover.config.Scene;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentCommandTest {

    private static final String[] SMALL = {
        "--scenario",
        "1,2",
        "--load",
        "medium",
        "--hypervisor",
        "kvm",
        "--hosts",
        "4",
        "--seeds",
        "2",
        "--duration",
        "3000",
        "--cells-only",
        "--jobs",
        "2"
    };

    @TempDir
    Path directory;

    private Scene scene;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void machine() {
        scene = new Scene(directory);
    }

    @Test
    void writesAReportThatNeedsNothingElseAndASecondRunUsesWhatIsFinished() throws IOException {
        assertThat(experiment(SMALL)).isZero();
        Path report = scene.environment().directory().resolve("report");
        String html = Files.readString(report.resolve("report.html"));
        assertThat(html)
                .startsWith("<!doctype html>")
                .contains("Table 5-3.", "Table 5-12 anew", "RQ4", "does not hold")
                .doesNotContain("<script", "http-equiv", "@import", "src=\"http");
        assertThat(html.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://", "https://");
        assertThat(Files.readString(report.resolve("report.md"))).contains("| Push | Medium | 2.00 |");
        try (Stream<Path> figures = Files.list(report.resolve("figures"))) {
            for (Path figure : figures.toList()) {
                if (figure.toString().endsWith(".png"))
                    assertThat(ImageIO.read(figure.toFile())).isNotNull();
                else assertThat(Files.readString(figure)).startsWith("<svg").doesNotContain("NaN");
            }
        }
        assertThat(new ObjectMapper().readTree(out.toByteArray()))
                .hasSize(21)
                .allMatch(row -> row.hasNonNull("verdict"));
        aSecondRunUsesWhatIsFinished(report.resolve("runs"));
    }

    private void aSecondRunUsesWhatIsFinished(Path runs) throws IOException {
        Files.writeString(runs.resolve("s1-push-medium-kvm-4-thesis-seed1.json"), "{");
        err.reset();
        assertThat(experiment(SMALL)).isZero();
        assertThat(told()).anyMatch(line -> line.endsWith("is made again: it is broken"));
        assertThat(told()).anyMatch(line -> line.matches("drover: \\d+ runs, 1 of them now, in .*"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "--scenario 6         => drover: scenario is 1, 2, 3, 4 or 5 of Table 4-1, not \"6\"",
                "--hosts 5            => drover: hosts is 4, 19 or mixed, not \"5\"",
                "--strategy auto      => drover: Table 4-1 has strategies push, pull and hybrid, not auto",
                "--seeds 0            => drover: an experiment has at least 1 seed, not 0",
                "--jobs 0             => drover: --jobs is at least 1, not 0",
                "--scenario 3 --load high => drover: Table 4-1 has no such cell: a burst starts from low or medium"
                        + " load, a drain from medium or high, and mixed hosts have scenario 1 only",
                "--trace nope         => drover: there is no trace file work/nope",
                "--real nope          => drover: there is no record work/nope",
            })
    void wrongUsageIsOneSentence(String flags, String sentence) {
        assertThat(experiment(flags.split(" "))).isEqualTo(2);
        assertThat(told()).containsExactly(sentence);
    }

    @Test
    void aNegativeDurationIsOneSentence() {
        assertThat(experiment("--duration", "-5")).isEqualTo(2);
        assertThat(told()).singleElement().asString().startsWith("drover: ").contains("-5");
    }

    @Test
    void aDirectoryThatCannotBeIsOneSentence() throws IOException {
        Path work = Files.createDirectories(scene.environment().directory());
        Files.writeString(work.resolve("report"), "a file");
        assertThat(experiment()).isEqualTo(2);
        assertThat(told()).singleElement().asString().startsWith("drover: there can be no directory");
    }

    private int experiment(String... flags) {
        List<String> arguments = new ArrayList<>(List.of("experiment", "--out", "report", "-f", "json"));
        arguments.addAll(Arrays.asList(flags));
        return Drover.run(
                arguments.toArray(String[]::new),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                scene.environment());
    }

    private List<String> told() {
        return err.toString(StandardCharsets.UTF_8)
                .replace(directory.toString() + "/", "")
                .lines()
                .toList();
    }
}
