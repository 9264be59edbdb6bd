package io.drover.openstack;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads fields of an answer. What must be there and is not is a {@link Missing}. */
final class Json {

    /** Gnocchi writes NaN for an interval without a measure. */
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    /** What a service may mean by a time; beyond it sums of times overflow. */
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int LONGEST = 80;
    private static final int LONGEST_SENTENCE = 200;

    private Json() {}

    /** An answer without a field that it must have, or with a wrong one. */
    static final class Missing extends RuntimeException {
        private static final long serialVersionUID = 1;

        Missing(String message) {
            super(shortened(message, LONGEST_SENTENCE));
        }
    }

    static JsonNode parse(byte[] body) throws IOException {
        return MAPPER.readTree(body);
    }

    static JsonNode present(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) throw new Missing("the field \"" + field + "\" is missing");
        return value;
    }

    static String text(JsonNode node, String field) {
        JsonNode value = present(node, field);
        if (!value.isTextual()) throw new Missing("the field \"" + field + "\" is not a text");
        return value.asText();
    }

    /** Empty also for null and for the empty text. */
    static Optional<String> optionalText(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (value.isMissingNode() || value.isNull()) return Optional.empty();
        return Optional.of(text(node, field)).filter(text -> !text.isEmpty());
    }

    static long number(JsonNode node, String field) {
        return optionalNumber(node, field)
                .orElseThrow(() -> new Missing("the field \"" + field + "\" is not a number"));
    }

    static OptionalLong optionalNumber(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber() ? OptionalLong.of(whole(value)) : OptionalLong.empty();
    }

    /** A whole number; of others what is left of the point. */
    static long whole(JsonNode value) {
        if (value.isNumber() && value.canConvertToLong()) return value.asLong();
        throw new Missing("not a whole number: " + shortened(value.toString()));
    }

    static Instant instant(JsonNode node, String field) {
        return instant(text(node, field));
    }

    static Optional<Instant> optionalInstant(JsonNode node, String field) {
        return optionalText(node, field).map(Json::instant);
    }

    /** Nova leaves the zone out and means UTC. */
    static Instant instant(String text) {
        Instant instant = parsed(text);
        if (instant.isBefore(FIRST) || instant.isAfter(LAST)) throw new Missing("no such time: " + shortened(text));
        return instant;
    }

    private static Instant parsed(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeParseException unzoned) {
                throw new Missing("not a time: \"" + shortened(text) + "\"");
            }
        }
    }

    private static String shortened(String text) {
        return shortened(text, LONGEST);
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "…";
    }

    /** Empty also where it is absent or null. */
    static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        if (array.isMissingNode() || array.isNull()) return List.of();
        if (!array.isArray()) throw new Missing("not a list: " + shortened(array.toString()));
        List<T> all = new ArrayList<>(array.size());
        for (JsonNode item : array) all.add(read.apply(item));
        return Collections.unmodifiableList(all);
    }

    static List<String> texts(JsonNode array) {
        return list(array, JsonNode::asText);
    }

    static SortedMap<String, String> textMap(JsonNode object) {
        return map(object, JsonNode::asText);
    }

    /** Empty also where it is absent or null. */
    static <T> SortedMap<String, T> map(JsonNode object, Function<JsonNode, T> read) {
        if (!object.isObject() && !object.isMissingNode() && !object.isNull()) {
            throw new Missing("not an object: " + shortened(object.toString()));
        }
        SortedMap<String, T> map = new TreeMap<>();
        object.properties().forEach(entry -> map.put(entry.getKey(), read.apply(entry.getValue())));
        return Collections.unmodifiableSortedMap(map);
    }
}
