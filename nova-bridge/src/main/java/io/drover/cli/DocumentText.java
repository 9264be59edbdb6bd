package io.drover.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** JSON and YAML laid out as Python's {@code json.dump(indent=2)} and {@code yaml.safe_dump} do. */
final class DocumentText {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE)
            .build();
    private static final Separators PYTHON = Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Spacing.AFTER)
            .withArrayEmptySeparator("")
            .withObjectEmptySeparator("");

    private DocumentText() {}

    static String json(Object value, boolean indented) {
        Separators separators =
                indented ? PYTHON : PYTHON.withObjectEntrySpacing(Spacing.AFTER).withArrayValueSpacing(Spacing.AFTER);
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        DefaultPrettyPrinter.Indenter lines =
                indented ? new DefaultIndenter("  ", "\n") : DefaultPrettyPrinter.NopIndenter.instance;
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        try {
            return MAPPER.writer(printer).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a listing that cannot be written", e);
        }
    }

    static String yaml(Object value) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setAllowUnicode(false);
        options.setSplitLines(true);
        return new Yaml(new Quoting(options), options).dump(sorted(value));
    }

    /** Keys in the order given, everything below sorted. */
    static String yamlByKey(Map<String, Object> object) {
        return object.entrySet().stream()
                .map(entry -> yaml(Collections.singletonMap(entry.getKey(), entry.getValue())))
                .collect(Collectors.joining());
    }

    /** Python puts text of several lines in quotes, where SnakeYAML would make it a block. */
    private static final class Quoting extends Representer {
        Quoting(DumperOptions options) {
            super(options);
            representers.put(String.class, text -> representScalar(Tag.STR, (String) text, style((String) text)));
        }
    }

    private static ScalarStyle style(String text) {
        return text.contains("\n") ? ScalarStyle.SINGLE_QUOTED : ScalarStyle.PLAIN;
    }

    private static Object sorted(Object value) {
        if (value instanceof List<?> list)
            return list.stream().map(DocumentText::sorted).collect(Collectors.toList());
        if (!(value instanceof Map<?, ?> map)) return value;
        Map<String, Object> sorted = new TreeMap<>();
        map.forEach((key, member) -> sorted.put(String.valueOf(key), sorted(member)));
        return sorted;
    }
}
