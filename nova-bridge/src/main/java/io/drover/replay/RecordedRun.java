package io.drover.replay;

import io.drover.journal.JournalDirectories;
import io.drover.journal.JournalHeader;
import io.drover.journal.JournalReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One run of an agent, from its start to its end.
 *
 * @param header of its first file
 * @param files in order
 */
record RecordedRun(JournalHeader header, List<Path> files) {

    RecordedRun {
        files = List.copyOf(files);
    }

    /** The host whose agent wrote it. */
    String host() {
        return header.run().settings().host();
    }

    /**
     * All runs that these paths hold: of a directory, or the directories in it, every run, of a file the run that it belongs to.
     *
     * @param warnings one sentence for each run whose beginning rotation has taken
     * @throws IOException with one sentence when something cannot be read or is no journal
     */
    static List<RecordedRun> of(List<Path> paths, Consumer<String> warnings) throws IOException {
        Map<Path, RecordedRun> tapes = new LinkedHashMap<>();
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            try {
                List<List<Path>> runs = new ArrayList<>();
                if (!Files.isDirectory(absolute)) runs.add(JournalReader.run(absolute));
                else for (Path each : JournalDirectories.in(absolute)) runs.addAll(runs(each, warnings));
                for (List<Path> run : runs) tapes.putIfAbsent(run.get(0), new RecordedRun(header(run.get(0)), run));
            } catch (NoSuchFileException e) {
                throw new IOException(path + " does not exist", e);
            }
        }
        return List.copyOf(tapes.values());
    }

    private static List<List<Path>> runs(Path directory, Consumer<String> warnings) throws IOException {
        List<Path> files = JournalReader.files(directory);
        List<List<Path>> runs = new ArrayList<>();
        for (Path file : files) {
            if (header(file).part() == 1) runs.add(new ArrayList<>());
            if (runs.isEmpty()) {
                warnings.accept(file + " is left out: the beginning of its run is no longer kept");
            } else {
                runs.get(runs.size() - 1).add(file);
            }
        }
        return runs;
    }

    private static JournalHeader header(Path file) throws IOException {
        try (JournalReader reader = new JournalReader(file)) {
            return reader.header();
        }
    }
}
