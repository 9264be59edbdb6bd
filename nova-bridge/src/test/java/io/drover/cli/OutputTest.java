package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The files in {@code cliff/} are what cliff 4.0.0 printed for the same rows. */
class OutputTest {

    private static final Listing SERVERS = new Listing(
            List.of("ID", "Name", "Load", "vCPUs", "Up", "Note"),
            List.of(
                    Arrays.asList("a1", "web \"x\"", 0.5, 2, true, null),
                    List.of("b2", "two\nlines", 12.25, 16, false, "c,d \\ e"),
                    List.of("c3", "ünï", 1.0, 1, true, ""),
                    List.of("d4", "x\\y", 0.0, 0, true, "yes")));
    private static final Listing WIDE = new Listing(
            List.of("ID", "Reason", "N"),
            List.of(
                    List.of(
                            "0f8fad5b-d9cb-469f-a165-70867728950e",
                            "The quick brown fox jumps over the lazy dog and well-known hyphens",
                            0.1),
                    List.of("x", "short", 22.5)));

    @ParameterizedTest
    @CsvSource({
        "list.table, -f table",
        "list.value, -f value",
        "list.json, -f json",
        "noindent.json, -f json --noindent",
        "list-nonnumeric.csv, -f csv",
        "list-all.csv, -f csv --quote all",
        "list-minimal.csv, -f csv --quote minimal",
        "list-none.csv, -f csv --quote none"
    })
    void listsAsCliff(String golden, String options) throws IOException {
        assertThat(list(SERVERS, options)).isEqualTo(golden(golden));
    }

    /** But for \xfc, where Python writes \xFC. */
    @Test
    void listsYamlAsCliff() throws IOException {
        assertThat(list(SERVERS, "-f yaml")).isEqualToIgnoringCase(golden("list.yaml"));
    }

    @ParameterizedTest
    @CsvSource({"one.table, -f table", "one.value, -f value", "one.json, -f json", "one.yaml, -f yaml"})
    void showsOneAsCliff(String golden, String options) throws IOException {
        assertThat(one(firstServer(), options)).isEqualTo(golden(golden));
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 50, 60, 72})
    void wrapsAsCliff(int width) throws IOException {
        assertThat(list(WIDE, "--max-width " + width)).isEqualTo(golden("wide-" + width + ".table"));
    }

    @Test
    void wrapsOneAsCliff() throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++)
            fields.put(WIDE.columns().get(i), WIDE.rows().get(0).get(i));
        assertThat(one(fields, "--max-width 50")).isEqualTo(golden("wide-50-one.table"));
    }

    @ParameterizedTest
    @CsvSource({"nested.json, -f json", "nested.yaml, -f yaml"})
    void nestsAsCliff(String golden, String options) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("m", new LinkedHashMap<>(new TreeMap<>(Map.of("b", 1, "a", List.of(1, "x"))).descendingMap()));
        fields.put("l", List.of(new LinkedHashMap<>(new TreeMap<>(Map.of("k", 1, "a", 2.5)).descendingMap())));
        fields.put("e", List.of());
        fields.put("em", Map.of());
        fields.put("s", "yes");
        assertThat(one(fields, options)).isEqualTo(golden(golden));
    }

    @Test
    void anEmptyListIsAnEmptyLineOrAnEmptyArray() throws IOException {
        Listing none = new Listing(List.of("ID"), List.of());
        assertThat(list(none, "")).isEqualTo(golden("empty.table"));
        assertThat(list(none, "-f json")).isEqualTo(golden("empty.json"));
        assertThat(list(none, "-f value")).isEmpty();
        assertThat(list(none, "-f csv")).isEqualTo("\"ID\"\n");
    }

    @Test
    void columnsKeepTheirOwnOrderAndUnknownOnesAreLeftOut() {
        assertThat(list(SERVERS, "-f value -c vCPUs -c ID -c Colour")).isEqualTo("a1 2\nb2 16\nc3 1\nd4 0\n");
        assertThat(one(firstServer(), "-f csv -c Load -c Name"))
                .isEqualTo("\"Name\",\"Load\"\n\"web \"\"x\"\"\",0.5\n");
        assertThatThrownBy(() -> list(SERVERS, "-c Colour"))
                .isInstanceOf(CommandFault.class)
                .hasMessage("no recognized column in [Colour]: there are ID, Name, Load, vCPUs, Up, Note");
    }

    @Test
    void tablesRoundForPeopleAndDataDoesNot() {
        Listing numbers = new Listing(List.of("N"), List.of(List.of(0.123456789)));
        assertThat(list(numbers, "-f value")).isEqualTo("0.123456789\n");
        assertThat(list(numbers, "")).isEqualTo("+--------+\n|      N |\n+--------+\n| 0.1235 |\n+--------+\n");
    }

    private static Map<String, Object> firstServer() {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < 6; i++)
            fields.put(SERVERS.columns().get(i), SERVERS.rows().get(0).get(i));
        return fields;
    }

    private static String list(Listing listing, String options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        output(options).list(listing, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String one(Map<String, Object> fields, String options) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        output(options).one(fields, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Output output(String options) {
        Output output = new Output();
        new CommandLine(output)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .parseArgs(options.isEmpty() ? new String[0] : options.split(" "));
        return output;
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = OutputTest.class.getResourceAsStream("cliff/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
