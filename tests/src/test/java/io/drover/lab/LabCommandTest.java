package io.drover.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cli.Drover;
import io.drover.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabCommandTest {

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsOneObjectAndLeavesNothingBehind() throws IOException {
        List<Path> before = directories();
        int status = run("lab --hosts 2 --servers 6 --duration 20s --speed 20 --mode observe -f json");
        assertThat(status).as(text(err)).isZero();
        JsonNode document = new ObjectMapper().readTree(out.toByteArray());
        assertThat(document.fieldNames())
                .toIterable()
                .containsExactly(
                        "strategy",
                        "hosts",
                        "servers",
                        "seed",
                        "durationSeconds",
                        "systemPerformance",
                        "normalizedLoad",
                        "hotHosts",
                        "hotspotSeconds",
                        "attempts",
                        "migrations",
                        "failedMigrations",
                        "migrationGigabytes",
                        "downtimeSeconds",
                        "messages",
                        "invariantViolations",
                        "placements");
        assertThat(document.path("systemPerformance").fieldNames())
                .toIterable()
                .containsExactly("start", "end", "mean", "min");
        assertThat(document.path("messages").fieldNames())
                .toIterable()
                .containsExactly("count", "bytes", "kbPerSecondMean", "kbPerSecondMax");
        assertThat(document.path("durationSeconds").asDouble()).isCloseTo(20, within(1e-6));
        assertThat(document.path("hotspotSeconds").asDouble()).isCloseTo(20, within(1e-6));
        assertThat(document.path("placements")).hasSize(6);
        assertThat(before).containsAll(directories());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "--scenario riot | --scenario \"riot\" is not one of normal, burst, drain, fluctuation, hotspot, memory, spread, trace",
                "--scenario memory | --scenario memory is for drover simulate: the lab's hosts do not measure their memory",
                "--duration -5m | --duration \"-5m\" is not a duration: a number of seconds, or one with ms, s, m, h or d",
                "--duration 0 | --duration \"0\" must be at least 1 s",
                "--hosts 0 | --hosts \"0\" must be between 1 and 200",
                "--speed 0 | --speed \"0\" must be between 0.1 and 1000.0",
                "--cloud-port x | --cloud-port \"x\" is not a whole number",
                "--port 70000 | --port \"70000\" must be between 0 and 65535",
                "--scenario trace | a trace file and scenario trace go together",
                "--trace nowhere.csv.gz | there is no trace file ",
                "--push-threshold 0.2 | the default: [thresholds] pull 0.3 must be below push 0.2",
                "--servers 1 | 1 servers cannot make a load of ",
                "--mode sleep | the command line: [DEFAULT] mode \"sleep\" is not one of off, observe, advise, propose, enforce",
            })
    void whatMakesNoSenseIsToldInOneSentence(String flags, String sentence) {
        assertThat(run("lab " + flags)).isEqualTo(2);
        assertThat(told()).startsWith(sentence).hasLineCount(1);
        assertThat(text(out)).isEmpty();
    }

    @Test
    void aPortInUseIsToldInOneSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(run("lab --cloud-port " + port)).isEqualTo(1);
            assertThat(told()).isEqualTo("the emulated OpenStack cannot listen on port " + port + "\n");
            err.reset();
            assertThat(run("lab --hosts 1 --servers 6 --port " + port)).isEqualTo(1);
            assertThat(told()).startsWith("cannot listen at 127.0.0.1:" + port).hasLineCount(1);
        }
        assertThat(text(out)).isEmpty();
    }

    private int run(String line) {
        Environment environment = new Environment(new TreeMap<>(), directory, directory, directory, "lab");
        return Drover.run(line.split(" "), new PrintStream(out, true), new PrintStream(err, true), environment);
    }

    /** Without whom it comes from. */
    private String told() {
        assertThat(text(err)).startsWith("drover");
        return text(err).replaceFirst("^drover( lab)?: ", "");
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    private static List<Path> directories() throws IOException {
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return all.filter(path -> path.getFileName().toString().startsWith("drover-lab"))
                    .toList();
        }
    }
}
