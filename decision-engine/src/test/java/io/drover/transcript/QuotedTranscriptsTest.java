package io.drover.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of the strategies quote transcripts: each line is one of the file's, in its order. A line that ends in … is
 * the beginning of one; … alone stands for lines that were left out.
 */
class QuotedTranscriptsTest {

    private static final Path PAGES = Path.of("../doc/strategies");
    private static final Path FILES = Path.of("src/test/resources/transcripts");
    private static final Pattern QUOTE = Pattern.compile("<!-- transcript: (\\S+) -->\n+```\n(.*?)```", Pattern.DOTALL);

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return pages.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void quotesWhatIsSaid(Path page) throws IOException {
        List<MatchResult> quotes =
                QUOTE.matcher(Files.readString(page)).results().toList();
        assertThat(quotes).isNotEmpty();
        for (MatchResult quote : quotes) {
            Iterator<String> said =
                    Files.readAllLines(FILES.resolve(quote.group(1))).iterator();
            quote.group(2)
                    .lines()
                    .filter(line -> !line.equals("…"))
                    .forEach(line -> assertThat(said(line, said)).as(line).isTrue());
        }
    }

    private static boolean said(String line, Iterator<String> said) {
        String beginning = line.endsWith("…") ? line.substring(0, line.length() - 1) : null;
        while (said.hasNext()) {
            String next = said.next();
            if (beginning == null ? next.equals(line) : next.startsWith(beginning)) return true;
        }
        return false;
    }
}
