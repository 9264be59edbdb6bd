package io.drover.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Auctions as stories: prose, a world, {@code ----}, and every word that is then said. {@code -Drewrite} writes them
 * anew; commit a difference only if you understand it.
 */
class TranscriptTest {

    private static final Path FILES = Path.of("src/test/resources/transcripts");
    private static final String RULE = "----\n";

    @TestFactory
    Stream<DynamicTest> whatIsSaidStaysAsItIs() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String story = Files.readString(file);
        String world = story.substring(0, story.indexOf(RULE));
        String told = world + RULE + said(world);
        if (System.getProperty("rewrite") != null) Files.writeString(file, told);
        assertThat(told).isEqualTo(Files.readString(file));
    }

    private static String said(String world) {
        List<String> lines = new ArrayList<>();
        Result result = Simulation.run(
                StoryWorld.read(world), AuctionEngine::new, MessageSize.ESTIMATE, line -> keep(line, lines));
        assertThat(result.violations()).isEmpty();
        result.summary().placements().forEach((server, host) -> lines.add("at the end " + server + " is on " + host));
        return String.join("\n", lines) + "\n";
    }

    /** Messages, decisions and what Nova does; not the joining, the timers and the samples. */
    private static void keep(String line, List<String> lines) {
        boolean joining = line.contains("HELLO") || line.contains(" MEMBER") || line.contains("says HELD");
        boolean telling = line.contains(" sends ") || line.contains(" says ") || line.contains(" nova ");
        if (telling && !joining) lines.add(line);
    }
}
