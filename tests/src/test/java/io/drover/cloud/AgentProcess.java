package io.drover.cloud;

import static org.awaitility.Awaitility.await;

import io.drover.auction.Note;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** {@code bin/drover agent} of one host, started and stopped as often as a test likes, with one state directory. */
final class AgentProcess {

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(75);
    static final Path COMMAND = Path.of(System.getProperty("drover.command", "../bin/drover"))
            .toAbsolutePath()
            .normalize();

    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final String host;
    private final Path config;
    private final Path state;
    private final Path log;
    private Process process;
    private int starts;

    /**
     * @param options as {@code section.option}
     */
    AgentProcess(String host, Path directory, Map<String, String> options) {
        this.host = host;
        this.config = directory.resolve(host + ".conf");
        this.state = directory.resolve(host);
        this.log = directory.resolve(host + ".log");
        try {
            Files.deleteIfExists(config);
            Files.createFile(config, OWNER);
            Files.writeString(config, ini(options, host, state));
            Files.writeString(log, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ini(Map<String, String> options, String host, Path state) {
        Map<String, String> all = new TreeMap<>(options);
        all.put("DEFAULT.host", host);
        all.put("DEFAULT.state_path", state.toString());
        StringBuilder ini = new StringBuilder();
        all.forEach((name, value) -> {
            String[] option = name.split("\\.", 2);
            String header = "[" + option[0] + "]\n";
            if (ini.indexOf(header) < 0) ini.append(header);
            ini.append(option[1]).append(" = ").append(value).append('\n');
        });
        return ini.toString();
    }

    String host() {
        return host;
    }

    Path config() {
        return config;
    }

    void start() {
        if (starts++ == 0) Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
        try {
            process = new ProcessBuilder(COMMAND.toString(), "agent", "--config-file", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void awaitStarted() {
        await("the agent of " + host + " to start")
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) throw new AssertionError("the agent of " + host + " ended: " + tail(20));
                    return started() >= starts;
                });
    }

    private long started() {
        return log().lines()
                .filter(line -> line.contains("the agent of " + host + " has started"))
                .count();
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** Nothing is left when the test itself is broken off. */
    private void destroy() {
        process.destroyForcibly();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM, and SIGKILL when that does not end it. */
    void stop() {
        if (!alive()) return;
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) kill();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** SIGSTOP: there, and silent. */
    void freeze() {
        signal("STOP");
    }

    void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("no SIG" + name + " for " + host);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) throw new AssertionError(host + " does not die");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitLog(String text, Duration atMost) {
        await("\"" + text + "\" in the log of " + host)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> log().contains(text));
    }

    void awaitNote(Note.Kind kind, String text, Duration atMost) {
        await(kind + " \"" + text + "\" in the journal of " + host)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> diary().notes(kind).stream()
                        .anyMatch(note -> note.text().contains(text)));
    }

    Diary diary() {
        return Diary.read(host, state);
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String tail(int count) {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
