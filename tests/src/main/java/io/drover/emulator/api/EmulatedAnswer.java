package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** What a service answers; {@code body} is null where there is none. */
record EmulatedAnswer(int status, JsonNode body, Map<String, String> headers) {

    static EmulatedAnswer ok(JsonNode body) {
        return new EmulatedAnswer(200, body, Map.of());
    }

    static EmulatedAnswer accepted() {
        return new EmulatedAnswer(202, null, Map.of());
    }

    static EmulatedAnswer empty() {
        return new EmulatedAnswer(204, null, Map.of());
    }

    static EmulatedAnswer of(int status, ObjectNode body) {
        return new EmulatedAnswer(status, body, Map.of());
    }
}
