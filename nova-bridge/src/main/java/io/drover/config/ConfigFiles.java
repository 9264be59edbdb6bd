package io.drover.config;

import io.drover.runtime.SmallFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds and reads the files: those named, else {@code drover/drover.conf} under {@code etc} if it is there; after each
 * {@code FILE} what {@code FILE.d/*.conf} holds, by name; then {@code *.conf} of the directories named. Later files win.
 */
final class ConfigFiles {

    static final int LARGEST = 1 << 20;

    private final List<IniFile> files = new ArrayList<>();
    private final List<String> faults;
    private final List<String> warnings;

    private ConfigFiles(List<String> faults, List<String> warnings) {
        this.faults = faults;
        this.warnings = warnings;
    }

    /** What the command line names. */
    record Named(List<Path> files, List<Path> directories) {}

    static List<IniFile> read(Named named, Environment environment, List<String> faults, List<String> warnings) {
        ConfigFiles reader = new ConfigFiles(faults, warnings);
        if (named.files().isEmpty()) {
            reader.implied(environment.etc().resolve("drover").resolve("drover.conf"));
        } else {
            named.files()
                    .forEach(
                            file -> reader.withDirectory(environment.directory().resolve(file)));
        }
        for (Path each : named.directories()) {
            Path directory = environment.directory().resolve(each);
            if (Files.isDirectory(directory)) reader.confs(directory).forEach(reader::one);
            else faults.add(directory + " is no directory");
        }
        return reader.files;
    }

    /** Nobody asked for this one, so that who may not read it still can use what needs no configuration. */
    private void implied(Path file) {
        if (Files.isReadable(file)) withDirectory(file);
        else if (Files.exists(file)) warnings.add(file + " is not readable for this user and is left out");
        else parts(file).forEach(this::one);
    }

    private void withDirectory(Path file) {
        one(file);
        parts(file).forEach(this::one);
    }

    private List<Path> parts(Path file) {
        Path directory = file.resolveSibling(file.getFileName() + ".d");
        return Files.isDirectory(directory) ? confs(directory) : List.of();
    }

    private List<Path> confs(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> entry.getFileName().toString().endsWith(".conf"))
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            faults.add(directory + " cannot be listed: " + problem(e));
            return List.of();
        }
    }

    private void one(Path file) {
        try {
            files.add(IniFile.parse(file, SmallFile.text(file, LARGEST), faults::add));
        } catch (SmallFile.TooLarge e) {
            faults.add(file + " is larger than 1 MiB and is no configuration file");
        } catch (IOException e) {
            faults.add(file + " cannot be read: " + problem(e));
        }
    }

    /** An IO error in words; Java's messages of these are the bare path. */
    static String problem(IOException error) {
        if (error instanceof NoSuchFileException) return "there is no such file";
        if (error instanceof AccessDeniedException) return "permission denied";
        if (error instanceof CharacterCodingException) return "it is not UTF-8 text";
        return String.valueOf(error.getMessage());
    }
}
