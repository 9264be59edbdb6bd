package io.drover.cli;

import io.drover.config.Scene;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Where commands are typed on a machine, and what the last one printed; the temporary directory is left out of it. */
public final class CommandScene {

    private final Scene scene;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    public CommandScene(Scene scene) {
        this.scene = scene;
    }

    /** @return the exit status */
    public int run(String... args) {
        out.reset();
        err.reset();
        return Drover.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                scene.environment());
    }

    public String printed() {
        return text(out);
    }

    /** The lines on stderr. */
    public List<String> told() {
        return text(err).lines().toList();
    }

    private String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8).replace(scene.directory + "/", "");
    }
}
