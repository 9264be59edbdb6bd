package io.drover.emulator.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.cloud.Refusal;
import java.io.IOException;
import java.util.Collection;
import java.util.function.Function;

/** JSON trees and their bytes. */
final class JsonBody {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JsonBody() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    static ArrayNode texts(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /** {@code {name: [document of each]}}. */
    static <T> ObjectNode list(String name, Iterable<T> items, Function<T, ? extends JsonNode> document) {
        ObjectNode list = object();
        ArrayNode array = list.putArray(name);
        items.forEach(item -> array.add(document.apply(item)));
        return list;
    }

    static byte[] bytes(JsonNode tree) {
        try {
            return MAPPER.writeValueAsBytes(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a tree can always be written", e);
        }
    }

    static JsonNode parse(byte[] body) {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            throw Refusal.badRequest("The server could not comply with the request since it is either malformed or"
                    + " otherwise incorrect.");
        }
    }

    /** As Python prints it, which is how Nova quotes a body in its answers. */
    static String python(JsonNode node) {
        if (node.isNull()) {
            return "None";
        }
        if (node.isBoolean()) {
            return node.booleanValue() ? "True" : "False";
        }
        if (node.isTextual()) {
            return "'" + node.textValue() + "'";
        }
        if (!node.isObject()) {
            return node.toString();
        }
        StringBuilder text = new StringBuilder("{");
        node.properties()
                .forEach(field -> text.append(text.length() > 1 ? ", " : "")
                        .append("'" + field.getKey() + "': ")
                        .append(python(field.getValue())));
        return text.append('}').toString();
    }
}
