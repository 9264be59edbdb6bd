package io.drover.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.Consumer;

/** Results of finished jobs, a file each. A file that is broken, or of other parameters or another engine, is none. */
final class JobStore {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long BYTES_AT_MOST = 64 << 20;

    private final Path directory;
    private final String engine;
    private final Consumer<String> warn;

    /**
     * @param engine fingerprint of the code that makes the results
     * @param warn is told in a sentence why a file is not used
     */
    JobStore(Path directory, String engine, Consumer<String> warn) {
        this.directory = directory;
        this.engine = engine;
        this.warn = warn;
    }

    <T> Optional<T> find(Job<T> job) {
        Path file = file(job);
        if (!Files.exists(file)) return Optional.empty();
        try {
            if (Files.size(file) > BYTES_AT_MOST) throw new IOException("it is too large");
            JsonNode kept = JSON.readTree(file.toFile());
            if (!kept.path("engine").asText().equals(engine)) return again(file, "it is of another engine");
            if (!kept.path("parameters").asText().equals(job.parameters()))
                return again(file, "it is of other parameters");
            if (!kept.hasNonNull("result")) return again(file, "it holds no result");
            return Optional.of(JSON.treeToValue(kept.get("result"), job.type()));
        } catch (JsonProcessingException e) {
            return again(file, "it is broken");
        } catch (IOException e) {
            return again(file, e.getMessage());
        }
    }

    private <T> Optional<T> again(Path file, String reason) {
        warn.accept(file + " is made again: " + reason);
        return Optional.empty();
    }

    /** Whole or not at all, also when the machine stops meanwhile. */
    <T> void keep(Job<T> job, T result) {
        ObjectNode kept = JSON.createObjectNode();
        kept.put("engine", engine);
        kept.put("parameters", job.parameters());
        kept.set("result", JSON.valueToTree(result));
        Path file = file(job);
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try {
            Files.createDirectories(directory);
            Files.write(draft, JSON.writeValueAsBytes(kept));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(Job<?> job) {
        return directory.resolve(job.id() + ".json");
    }
}
