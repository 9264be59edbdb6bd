package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cli.Drover;
import io.drover.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeMap;

/**
 * Hears the journals that a test's agents leave: {@code drover replay --check}. What it has heard is a line of
 * {@code target/witnessed.txt}: journals, messages, and whose.
 */
public final class WitnessStand {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path HEARD = Path.of("target/witnessed.txt");

    private WitnessStand() {}

    /**
     * @param state has the agents' directories; nothing is there when none was started
     */
    public static void nothingSpeaksAgainst(Path state) {
        if (!Files.isDirectory(state)) return;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int status = Drover.run(
                new String[] {"replay", state.toString(), "--check", "-f", "json"},
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new Environment(new TreeMap<>(), state, state, state, "witness"));
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(status).isZero();
        try {
            JsonNode rows = JSON.readTree(out.toByteArray());
            long messages = 0;
            for (JsonNode row : rows) messages += row.path("messages").asLong();
            Files.writeString(
                    HEARD,
                    rows.size() + " " + messages + " " + caller() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String caller() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.endsWith("Test"))
                        .findFirst()
                        .orElse("?"));
    }
}
