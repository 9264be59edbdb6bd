package io.drover.config;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The process's surroundings, as far as configuration depends on them.
 *
 * @param directory the working directory
 * @param home of the user
 * @param etc where the system's configuration is
 * @param hostName what the machine calls itself
 */
public record Environment(SortedMap<String, String> variables, Path directory, Path home, Path etc, String hostName) {

    public Environment {
        variables = Collections.unmodifiableSortedMap(new TreeMap<>(variables));
    }

    public static Environment ofProcess() {
        Map<String, String> variables = System.getenv();
        return new Environment(
                new TreeMap<>(variables),
                Path.of("").toAbsolutePath(),
                Path.of(variables.getOrDefault("HOME", System.getProperty("user.home"))),
                Path.of("/etc"),
                machineName());
    }

    /** Empty text counts as unset, as in the OpenStack clients. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(value -> !value.isEmpty());
    }

    private static String machineName() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return resolvedName();
        }
    }

    private static String resolvedName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
