package io.drover.cloud;

import static org.awaitility.Awaitility.await;

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

/** A service of {@code bin/drover} in a process of its own, with its configuration and its log in a directory. */
public final class ServiceProcess {

    static final Path COMMAND = Path.of(System.getProperty("drover.command", "../bin/drover"))
            .toAbsolutePath()
            .normalize();

    private static final Duration START = Duration.ofSeconds(180);
    private static final Duration STOP = Duration.ofSeconds(75);
    private static final FileAttribute<Set<PosixFilePermission>> OWNER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final String name;
    private final String service;
    private final String started;
    private final Path config;
    private final Path log;
    private final Map<String, String> environment = new TreeMap<>();
    private Process process;
    private int starts;

    /**
     * @param name of its files
     * @param service the subcommand
     * @param started what its log says when it has started
     * @param options as {@code section.option}
     */
    public ServiceProcess(String name, String service, String started, Path directory, Map<String, String> options) {
        this.name = name;
        this.service = service;
        this.started = started;
        this.config = directory.resolve(name + ".conf");
        this.log = directory.resolve(name + ".log");
        try {
            Files.deleteIfExists(config);
            Files.createFile(config, OWNER);
            Files.writeString(config, ini(options));
            Files.writeString(log, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ini(Map<String, String> options) {
        StringBuilder ini = new StringBuilder();
        new TreeMap<>(options).forEach((name, value) -> {
            String[] option = name.split("\\.", 2);
            String header = "[" + option[0] + "]\n";
            if (ini.indexOf(header) < 0) ini.append(header);
            ini.append(option[1]).append(" = ").append(value).append('\n');
        });
        return ini.toString();
    }

    public Path config() {
        return config;
    }

    /** From the next start on. */
    public ServiceProcess in(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    public void start() {
        if (starts++ == 0) Runtime.getRuntime().addShutdownHook(new Thread(this::destroy));
        ProcessBuilder builder = new ProcessBuilder(COMMAND.toString(), service, "--config-file", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitStarted() {
        await(name + " to start")
                .atMost(START)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) throw new AssertionError(name + " ended: " + tail(20));
                    return log().lines().filter(line -> line.contains(started)).count() >= starts;
                });
    }

    /** Of the newest start. */
    public long pid() {
        return process.pid();
    }

    /** Of what has ended. */
    public int exitStatus() {
        return process.exitValue();
    }

    public boolean alive() {
        return process != null && process.isAlive();
    }

    /** Nothing is left when the test itself is broken off. */
    private void destroy() {
        process.destroyForcibly();
    }

    /** SIGKILL. */
    public void kill() {
        process.destroyForcibly();
        if (!ends()) throw new AssertionError(name + " does not die");
    }

    /** SIGTERM, and SIGKILL when that does not end it. */
    public void stop() {
        if (!alive()) return;
        process.destroy();
        if (!ends()) kill();
    }

    private boolean ends() {
        try {
            return process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return true;
        }
    }

    public void signal(String signal) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
            if (!kill.waitFor(10, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new AssertionError("no SIG" + signal + " for " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void awaitLog(String text, Duration atMost) {
        await("\"" + text + "\" in the log of " + name)
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> log().contains(text));
    }

    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String tail(int count) {
        List<String> lines = log().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }
}
