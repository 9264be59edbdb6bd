package io.drover.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What code cites of doc/sources.md stands there. */
class CitationsTest {

    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("decision-engine", "telemetry", "nova-bridge", "tests");
    private static final Pattern CITATION =
            Pattern.compile("doc/sources\\.md, ((?:[^;.:{]|(?<=\\d)\\.(?=\\d)|(?<=\\d)\\.(?=\\)))*)");
    private static final Pattern PLACE =
            Pattern.compile("\"[^\"]+\"|corrections? \\d+|Algorithms? \\d|[A-Z]-\\d+|\\d-\\d+|\\d\\.\\d(?:\\.\\d)?");

    @Test
    void everyPlaceThatIsCitedIsOnThePage() throws IOException {
        String page = Files.readString(ROOT.resolve("doc/sources.md"));
        TreeSet<String> places = new TreeSet<>();
        for (Path file : code()) places.addAll(places(Files.readString(file)));
        assertThat(places).hasSizeGreaterThan(30).contains("correction 7", "\"pending load\"", "E-1", "4.3.2");
        assertThat(places).allSatisfy(place -> assertThat(page).contains(sought(place)));
    }

    private static List<String> places(String text) {
        return CITATION.matcher(text.replaceAll("\n\\s*\\*", ""))
                .results()
                .flatMap(cited -> PLACE.matcher(cited.group(1)).results())
                .map(MatchResult::group)
                .toList();
    }

    /** A quoted place is a heading or the word of a definition. */
    private static String sought(String place) {
        return place.replace("\"", "")
                .replaceFirst("^corrections (\\d+)", "Correction $1")
                .replaceFirst("^correction (\\d+)", "Correction $1")
                .replaceFirst("^Algorithms (\\d)", "$1");
    }

    private static List<Path> code() throws IOException {
        TreeSet<Path> files = new TreeSet<>();
        for (String module : MODULES) {
            try (Stream<Path> walk = Files.walk(ROOT.resolve(module).resolve("src"))) {
                walk.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return List.copyOf(files);
    }
}
