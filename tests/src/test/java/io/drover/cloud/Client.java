package io.drover.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command line in a process of its own: {@code openstack}, or {@code bin/drover}. */
final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OPENSTACK = System.getProperty("openstack.command", "/usr/bin/openstack");
    private static final long PATIENCE_SECONDS = 180;

    private final List<String> command;
    private final Path directory;

    /** How it ended. */
    record Ran(int status, String out, String err) {

        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new UncheckedIOException("no JSON: " + out + err, e);
            }
        }
    }

    private Client(List<String> command, Path directory) {
        this.command = command;
        this.directory = directory;
    }

    static Client of(Path directory, String... command) {
        return new Client(List.of(command), directory);
    }

    /** The OpenStack client as an operator has it, by OS_CLIENT_CONFIG_FILE and OS_CLOUD. */
    static Client openstack(Path directory) {
        return of(directory, OPENSTACK);
    }

    static boolean hasOpenstack() {
        return Files.isExecutable(Path.of(OPENSTACK));
    }

    /** With an agent's configuration. */
    static Client drover(Path directory, Path config) {
        return of(directory, ServiceProcess.COMMAND.toString(), "--config-file", config.toString());
    }

    Ran run(String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        Path out = directory.resolve("client.out");
        Path err = directory.resolve("client.err");
        try {
            Process process = new ProcessBuilder(all)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(all + " does not end: " + Files.readString(err));
            }
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
