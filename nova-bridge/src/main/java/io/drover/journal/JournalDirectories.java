package io.drover.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where journals are: an agent's state directory, or one that holds such directories, as gathered from many hosts. */
public final class JournalDirectories {

    private JournalDirectories() {}

    /**
     * @return directories with at least one journal file, by name
     * @throws IOException with one sentence when there is none
     */
    public static List<Path> in(Path directory) throws IOException {
        if (!Files.exists(directory)) throw new IOException(directory + " does not exist");
        if (!Files.isDirectory(directory)) throw new IOException(directory + " is no directory");
        if (!JournalReader.files(directory).isEmpty()) return List.of(directory);
        try (Stream<Path> children = Files.list(directory)) {
            List<Path> found = new java.util.ArrayList<>();
            for (Path child : children.filter(Files::isDirectory).sorted().toList()) {
                if (!JournalReader.files(child).isEmpty()) found.add(child);
            }
            if (found.isEmpty()) throw new IOException(directory + " holds no journal");
            return found;
        }
    }
}
