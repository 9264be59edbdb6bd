package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What a service answers; {@code body} is null where there is none. */
record Answer(int status, JsonNode body, Map<String, String> headers) {

    static Answer ok(JsonNode body) {
        return new Answer(200, body, Map.of());
    }

    static Answer accepted() {
        return new Answer(202, null, Map.of());
    }

    static Answer empty() {
        return new Answer(204, null, Map.of());
    }

    static Answer of(int status, ObjectNode body) {
        return new Answer(status, body, Map.of());
    }
}
