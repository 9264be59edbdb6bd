package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.config.Environment;
import io.drover.config.LogConfig;
import io.drover.config.LogFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs of processes of their own, as slf4j-simple and what stands behind it write them. */
class LogsTest {

    private static final int ENTRIES = 10_000;
    private static final String REQUEST = "req-6ceb8a3d-bc6d-3574-8b85-1c6acadab7e1";
    private static final String GLOBAL = "req-00000000-bc6d-3574-8b85-1c6acadab7e2";

    /**
     * kolla-ansible's, ansible/roles/fluentd/templates/conf/input/00-global.conf.j2, commit 1a68181. Java's groups have
     * no underscores in their names; fluentd's multiline parser matches across lines.
     */
    private static final Pattern FIRST_LINE =
            Pattern.compile("^\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}.\\d{3} \\d+ \\S+ \\S+ \\[.*\\]");

    private static final Pattern FORMAT = Pattern.compile(
            "^(?<Timestamp>\\S+ \\S+) (?<Pid>\\d+) (?<loglevel>\\S+) (?<pythonmodule>\\S+) ((?:\\[)(?:None|req-)"
                    + "(?<globalrequestid>\\S+)? (?:None|req-)(?<requestid>\\S+) (?<userid>\\S+) (?<tenantid>\\S+) "
                    + "(?<domainid>\\S+) (?<systemscope>\\S+) (?<userdomain>\\S+) (?<projectdomain>\\S+)(?:\\]))?"
                    + "(?<Payload>.*)?$",
            Pattern.DOTALL);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path directory;

    private static List<String> oslo;
    private static List<String> json;

    /** What a service might log, and a file that is rotated meanwhile. */
    static final class Writer {

        public static void main(String[] words) throws IOException {
            Path file = Path.of(words[0]);
            LogFormat format = LogFormat.valueOf(words[1]);
            Logging.configure(false, Environment.ofProcess());
            Logging.configure(new LogConfig(Optional.of(file), format, true), Environment.ofProcess());
            Logger log = LoggerFactory.getLogger("io.drover.agent.Agent");
            for (int i = 0; i < Integer.parseInt(words[2]); i++) write(log, i);
            if (words.length == 3) return;
            Files.move(file, file.resolveSibling("moved"));
            log.info("after the rotation");
            Files.write(file, new byte[0]);
            log.info("after it was cut short");
            Files.delete(file);
            log.info("after it was removed");
        }

        private static void write(Logger log, int i) {
            switch (i % 5) {
                case 0 -> log.info("pm1/mx/{}: s to pm2: Nova took it as {}, global {}", i, REQUEST, GLOBAL);
                case 1 -> log.warn("broker: [a list] of \"words\" \n 2026-01-01 00:00:00.000 1 INFO x [-] injected");
                case 2 -> log.debug("hot at {} %: Ü\u202e\u0000 {}", i, "x".repeat(i % 997));
                case 3 ->
                    log.error(
                            "an event could not be dealt with",
                            new IllegalStateException("[odd]\nlines", new IOException("inner")));
                default -> log.info("");
            }
        }
    }

    private static void write(Path file, LogFormat format, int entries, String... more) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Writer.class.getName(),
                file.toString(),
                format.name(),
                Integer.toString(entries)));
        command.addAll(List.of(more));
        Path err = directory.resolve("stderr");
        Process process =
                new ProcessBuilder(command).redirectError(err.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(err).isEmptyFile();
        assertThat(process.exitValue()).isZero();
    }

    @BeforeAll
    static void writeBoth() throws Exception {
        write(directory.resolve("oslo.log"), LogFormat.OSLO, ENTRIES);
        write(directory.resolve("json.log"), LogFormat.JSON, ENTRIES);
        oslo = Files.readAllLines(directory.resolve("oslo.log"));
        json = Files.readAllLines(directory.resolve("json.log"));
    }

    /** As fluentd's parser gathers them. */
    private static List<String> records() {
        List<String> records = new ArrayList<>();
        for (String line : oslo) {
            if (FIRST_LINE.matcher(line).find()) records.add(line);
            else records.set(records.size() - 1, records.get(records.size() - 1) + "\n" + line);
        }
        return records;
    }

    @Test
    void kollasFluentdFindsEachEntryOnceWithItsTrace() {
        List<String> records = records();
        assertThat(records)
                .hasSize(ENTRIES)
                .allMatch(record -> FORMAT.matcher(record).matches());
        assertThat(oslo.size()).as("lines, those of traces too").isGreaterThan(ENTRIES + ENTRIES / 5);
        assertThat(records.get(3))
                .contains("ERROR io.drover.agent.Agent [-] an event could not be dealt with\n")
                .contains("ERROR io.drover.agent.Agent java.lang.IllegalStateException: [odd] lines\n")
                .contains("ERROR io.drover.agent.Agent     at io.drover.cli.LogsTest$Writer.write(")
                .contains("ERROR io.drover.agent.Agent Caused by: java.io.IOException: inner\n");
    }

    @Test
    void kollasFluentdReadsTimeLevelLoggerAndRequests() {
        Matcher migration = FORMAT.matcher(records().get(0));
        assertThat(migration.matches()).isTrue();
        assertThat(migration.group("loglevel")).isEqualTo("INFO");
        assertThat(migration.group("pythonmodule")).isEqualTo("io.drover.agent.Agent");
        assertThat("req-" + migration.group("requestid")).isEqualTo(REQUEST);
        assertThat("req-" + migration.group("globalrequestid")).isEqualTo(GLOBAL);
        Matcher warning = FORMAT.matcher(records().get(1));
        assertThat(warning.matches()).isTrue();
        assertThat(warning.group("loglevel")).isEqualTo("WARNING");
        assertThat(warning.group("requestid")).isNull();
        assertThat(warning.group("Payload")).startsWith("[-] broker: [a list]").doesNotContain("\n");
    }

    @Test
    void jsonHasTheKeysOfOsloLogAndOneObjectALine() throws IOException {
        assertThat(json).hasSize(ENTRIES);
        JsonNode first = JSON.readTree(json.get(0));
        assertThat(first.fieldNames())
                .toIterable()
                .containsExactly(
                        "message",
                        "asctime",
                        "name",
                        "msg",
                        "args",
                        "levelname",
                        "levelno",
                        "pathname",
                        "filename",
                        "module",
                        "lineno",
                        "funcname",
                        "created",
                        "msecs",
                        "relative_created",
                        "thread",
                        "thread_name",
                        "process_name",
                        "process",
                        "traceback",
                        "hostname",
                        "error_summary",
                        "context",
                        "extra");
        assertThat(first.path("context").path("request_id").asText()).isEqualTo(REQUEST);
        assertThat(first.path("thread_name").asText()).isEqualTo("main");
        JsonNode failed = JSON.readTree(json.get(3));
        assertThat(failed.path("levelno").asInt()).isEqualTo(40);
        assertThat(failed.path("error_summary").asText()).isEqualTo("java.lang.IllegalStateException: [odd] lines");
        assertThat(failed.path("traceback").asText())
                .contains("\n\tat io.drover.cli.")
                .contains("\nCaused by: ");
    }

    /** Of Debian's python3-oslo.log: its reader of such files, and the keys that its writer has. */
    @Test
    void debiansOsloLogReadsTheJson() throws Exception {
        String reads = "import json, logging, sys\n"
                + "from oslo_log import formatters\n"
                + "from oslo_log.cmds import convert_json\n"
                + "record = logging.LogRecord('n', 20, 'p', 1, 'm', (), None)\n"
                + "theirs = set(json.loads(formatters.JSONFormatter().format(record)))\n"
                + "ours = set(json.loads(open(sys.argv[1]).readline()))\n"
                + "assert theirs <= ours, theirs - ours\n"
                + "lines = open(sys.argv[1])\n"
                + "print(sum(1 for line in convert_json.reformat_json(lines, lambda record: [record['levelname']])))\n";
        assumeTrue(python("from oslo_log.cmds import convert_json").equals(""), "there is no python3-oslo.log");
        assertThat(python(reads, directory.resolve("json.log").toString())).isEqualTo(ENTRIES + "\n");
    }

    private static String python(String program, String... arguments) throws Exception {
        if (!Files.isExecutable(Path.of("/usr/bin/python3"))) return "there is no python3";
        List<String> command = new ArrayList<>(List.of("/usr/bin/python3", "-c", program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Test
    void aFileThatIsRotatedCutOrRemovedGoesOn() throws Exception {
        Path file = directory.resolve("rotated").resolve("drover-agent.log");
        Files.createDirectory(file.getParent());
        write(file, LogFormat.JOURNAL, 3, "rotate");
        assertThat(Files.readAllLines(file.resolveSibling("moved"))).hasSize(3);
        assertThat(Files.readAllLines(file)).singleElement().asString().endsWith("INFO Agent - after it was removed");
    }
}
