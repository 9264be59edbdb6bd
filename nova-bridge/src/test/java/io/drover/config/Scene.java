package io.drover.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A machine in a temporary directory: its files, its environment, and the configuration read from them. */
public final class Scene {

    public final Path directory;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<Option<?>, String> flags = new LinkedHashMap<>();
    private final List<Path> named = new ArrayList<>();

    public Scene(Path directory) {
        this.directory = directory;
    }

    /** Writes {@code /etc/drover/drover.conf} of this machine. */
    public Scene conf(String text) {
        return file("etc/drover/drover.conf", text);
    }

    public Scene file(String name, String text) {
        try {
            Path path = directory.resolve(name);
            Files.createDirectories(path.getParent());
            Files.writeString(path, text);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Scene variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    Scene flag(Option<?> option, String text) {
        flags.put(option, text);
        return this;
    }

    Scene named(String name) {
        named.add(Path.of(name));
        return this;
    }

    public Environment environment() {
        return new Environment(
                new TreeMap<>(variables),
                directory.resolve("work"),
                directory.resolve("home"),
                directory.resolve("etc"),
                "machine1");
    }

    Configuration load() {
        return Configuration.load(named, environment(), flags);
    }

    /** The faults with which loading ends, the temporary directory left out. */
    List<String> faults() {
        try {
            load();
            return List.of();
        } catch (InvalidConfiguration e) {
            return e.faults().stream().map(this::local).toList();
        }
    }

    String local(String sentence) {
        return sentence.replace(directory + "/", "");
    }
}
