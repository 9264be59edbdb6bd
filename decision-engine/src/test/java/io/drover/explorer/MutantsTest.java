package io.drover.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Each fault of {@code mutants.txt} is planted in the engine's source and compiled, and somebody has to find it: {@link Hunt} says who. One that is called spare nobody finds.
 * {@code target/mutants.md} is the table of doc/proof.md. {@code -Dmutant=WORD} plants only those with this word in their name.
 */
class MutantsTest {

    private static final Path LIST = Path.of("src/test/resources/mutants.txt");
    private static final Path SOURCES = Path.of("src/main/java/io/drover");
    private static final Path TABLE = Path.of("target/mutants.md");

    /**
     * A planted fault.
     *
     * @param sound what the source says, once
     * @param spoilt what it says instead
     */
    private record Mutant(String name, String file, String sound, String spoilt) {

        /** Nobody finds it: other rules make up for it. */
        boolean spare() {
            return name.startsWith("spare: ");
        }

        static Mutant of(String text) {
            String[] lines = text.split("\n", 3);
            String[] texts = lines[2].split("\n?\\+\\+\n", -1);
            return new Mutant(lines[0].strip(), lines[1].strip(), texts[0], texts[1].stripTrailing());
        }
    }

    /** The engine changes, and the list has to follow at once. */
    @Test
    void eachCanBePlanted() throws IOException {
        assertThat(mutants()).hasSizeGreaterThanOrEqualTo(20);
        for (Mutant mutant : mutants())
            assertThat(spoilt(mutant)).as(mutant.name()).isNotEmpty();
    }

    @Tag("long")
    @TestFactory
    Stream<DynamicTest> eachIsFound() throws IOException {
        String wanted = System.getProperty("mutant", "");
        Files.writeString(TABLE, "| planted fault | explorer | simulation | a test |\n|---|---|---|---|\n");
        return mutants().stream()
                .filter(mutant -> mutant.name().contains(wanted))
                .map(mutant -> DynamicTest.dynamicTest(mutant.name(), () -> find(mutant)));
    }

    private static List<Mutant> mutants() throws IOException {
        return Stream.of(Files.readString(LIST).split("(?m)^== "))
                .filter(text -> !text.isBlank())
                .map(Mutant::of)
                .toList();
    }

    private static String spoilt(Mutant mutant) throws IOException {
        String source = Files.readString(SOURCES.resolve(mutant.file()));
        int at = source.indexOf(mutant.sound());
        assertThat(at).as(mutant.file() + " does not say: " + mutant.sound()).isNotNegative();
        assertThat(source.indexOf(mutant.sound(), at + 1))
                .as("it says so twice")
                .isNegative();
        return source.replace(mutant.sound(), mutant.spoilt());
    }

    private static void find(Mutant mutant) throws IOException, InterruptedException {
        Path classes = Files.createTempDirectory("mutant");
        compile(mutant, classes);
        List<String> found = hunt(classes);
        Files.writeString(
                TABLE,
                "| " + mutant.name() + " | " + String.join(" | ", found) + " |\n",
                java.nio.file.StandardOpenOption.APPEND);
        boolean anybody = found.stream().anyMatch(finding -> !finding.isBlank());
        assertThat(anybody).as(mutant.name() + ": " + found).isEqualTo(!mutant.spare());
    }

    private static void compile(Mutant mutant, Path classes) throws IOException {
        Path file = classes.resolve("source").resolve(mutant.file());
        Files.createDirectories(file.getParent());
        Files.writeString(file, spoilt(mutant));
        int code = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-nowarn",
                        "-cp",
                        "target/classes",
                        "-d",
                        classes.toString(),
                        file.toString());
        assertThat(code).isZero();
    }

    private static List<String> hunt(Path classes) throws IOException, InterruptedException {
        String usual = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-XX:+UseSerialGC",
                        "-cp",
                        classes + System.getProperty("path.separator") + usual,
                        Hunt.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(classes.resolve("found").toFile())
                .start();
        if (!process.waitFor(30, TimeUnit.MINUTES)) process.destroyForcibly();
        List<String> found = new ArrayList<>();
        for (String line : Files.readAllLines(classes.resolve("found")))
            found.add(line.substring(line.indexOf('\t') + 1));
        return found;
    }
}
