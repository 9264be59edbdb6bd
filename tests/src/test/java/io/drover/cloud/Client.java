package io.drover.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command line in a process of its own: {@code openstack}, or {@code bin/drover}. */
final class Client {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HERE = "/usr/bin/openstack";
    private static final String OPENSTACK = System.getProperty("openstack.command", HERE);
    private static final long PATIENCE_SECONDS = 330;

    private final List<String> command;
    private final Path directory;
    private final Map<String, String> surroundings;

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

    private Client(List<String> command, Path directory, Map<String, String> surroundings) {
        this.command = command;
        this.directory = directory;
        this.surroundings = surroundings;
    }

    static Client of(Path directory, String... command) {
        return new Client(List.of(command), directory, Map.of());
    }

    /** The OpenStack client as an operator has it, by OS_CLIENT_CONFIG_FILE and OS_CLOUD. */
    static Client openstack(Path directory) {
        return of(directory, OPENSTACK);
    }

    static boolean hasOpenstack() {
        return Files.isExecutable(Path.of(OPENSTACK));
    }

    /** Whether the client runs on this system and not in another root, where our program is not. */
    private static boolean hasPlugin() {
        return hasOpenstack() && OPENSTACK.equals(HERE);
    }

    /** {@code openstack drover}: our plugin in the same client, over our program with an agent's configuration. */
    static Client plugin(Path directory, Path config) {
        Path packages = directory.resolve("packages");
        Ran laid = of(directory, "../etc/openstackclient/egg-info").run(packages.toString());
        if (laid.status() != 0) throw new AssertionError("the plugin cannot be laid out: " + laid.err());
        List<String> command = List.of(
                OPENSTACK,
                "--os-drover-command",
                ServiceProcess.COMMAND.toString(),
                "--os-drover-config-file",
                config.toString(),
                "drover");
        return new Client(command, directory, Map.of("PYTHONPATH", packages.toString()));
    }

    /** {@link #plugin} where the OpenStack client can run our program, else our program itself. */
    static Client operator(Path directory, Path config) {
        return hasPlugin() ? plugin(directory, config) : drover(directory, config);
    }

    /** With an agent's configuration. */
    static Client drover(Path directory, Path config) {
        return of(directory, ServiceProcess.COMMAND.toString(), "--config-file", config.toString());
    }

    Ran run(String... arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(directory, "client", ".out");
            Path err = Files.createTempFile(directory, "client", ".err");
            ProcessBuilder builder =
                    new ProcessBuilder(all).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.environment().putAll(surroundings);
            Process process = builder.start();
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
