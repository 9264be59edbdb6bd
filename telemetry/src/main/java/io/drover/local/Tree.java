package io.drover.local;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Small text files below a root, as the kernel shows them: {@code /proc}, {@code /sys/fs/cgroup}, or a copy. */
public interface Tree {

    /** At most {@value #MOST_BYTES} bytes; empty: it cannot be read. */
    Optional<String> text(String path);

    /** Names in a directory, in no order; none when it cannot be read. */
    List<String> names(String directory);

    /** {@code schedstat} of a machine of 1,000 CPUs with all its domains is shorter. */
    int MOST_BYTES = 4 * 1024 * 1024;

    static Tree at(Path root) {
        return new Tree() {
            @Override
            public Optional<String> text(String path) {
                try (InputStream in = Files.newInputStream(root.resolve(path))) {
                    return Optional.of(new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    return Optional.empty();
                }
            }

            @Override
            public List<String> names(String directory) {
                List<String> names = new ArrayList<>();
                try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(directory))) {
                    for (Path entry : entries) names.add(entry.getFileName().toString());
                } catch (IOException e) {
                    return List.of();
                }
                return names;
            }

            @Override
            public String toString() {
                return root.toString();
            }
        };
    }
}
