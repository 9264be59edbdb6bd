package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise of doc/upgrading.md: what a released version of this major sent is understood, and what is sent today begins
 * with all of it. The files are never written anew.
 */
class KeptMessagesTest {

    private static final Path KEPT = Path.of("src/test/resources/kept");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MINOR = 1;

    static Stream<Path> messages() throws IOException {
        try (Stream<Path> files = Files.walk(KEPT)) {
            return files
                    .filter(file -> file.getParent().getFileName().toString().startsWith("wire-1."))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void isUnderstoodAndStillSaidSo(Path file) throws IOException, MalformedMessage {
        String sent = Files.readString(file).strip();
        JsonNode today = JSON.readTree(MessageCodec.text(MessageCodec.parse(sent)));
        assertBegins(List.of(), today, JSON.readTree(sent));
    }

    private static void assertBegins(List<Integer> place, JsonNode today, JsonNode then) {
        if (place.equals(List.of(MINOR))) {
            assertThat(today.asInt()).isGreaterThanOrEqualTo(then.asInt());
        } else if (!then.isArray()) {
            assertThat(today).as("at %s", place).isEqualTo(then);
        } else {
            assertThat(today.size()).as("at %s", place).isGreaterThanOrEqualTo(then.size());
            for (int i = 0; i < then.size(); i++) {
                List<Integer> inner =
                        Stream.concat(place.stream(), Stream.of(i)).toList();
                assertBegins(inner, today.get(i), then.get(i));
            }
        }
    }
}
