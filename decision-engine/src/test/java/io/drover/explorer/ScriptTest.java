package io.drover.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Ways that the explorer once found to a fault: prose, {@code ----}, the question and the moves, {@code ----}, and what is then
 * on its way. {@code -Drewrite} writes the last part anew.
 */
class ScriptTest {

    private static final Path FILES = Path.of("src/test/resources/explored");
    private static final String RULE = "----\n";

    @TestFactory
    Stream<DynamicTest> theFaultIsMended() throws IOException {
        try (Stream<Path> files = Files.list(FILES)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        String[] parts = Files.readString(file).split(RULE, -1);
        List<String> lines = parts[1].lines().toList();
        List<String> left = Script.play(Question.of(lines.get(0)), lines.subList(1, lines.size()));
        String told = parts[0]
                + RULE
                + parts[1]
                + RULE
                + String.join("", left.stream().map(line -> line + "\n").toList());
        if (System.getProperty("rewrite") != null) Files.writeString(file, told);
        assertThat(told).isEqualTo(Files.readString(file));
    }
}
