package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.drover.emulator.cloud.Refusal;

/** Gnocchi's operations, {@code (aggregate sum (metric cpu rate:mean))}, read into nested lists. */
final class Expression {

    private final String text;
    private int position;

    private Expression(String text) {
        this.text = text;
    }

    /** Given as text or already as nested lists. */
    static JsonNode parse(JsonNode operations) {
        if (!operations.isTextual()) {
            return operations;
        }
        return new Expression(operations.asText()).next();
    }

    private JsonNode next() {
        skipSpace();
        if (position >= text.length() || text.charAt(position) == ')') {
            throw Refusal.badRequest("Invalid operations: " + text);
        }
        return text.charAt(position) == '(' ? list() : atom();
    }

    private JsonNode list() {
        ArrayNode list = JsonBody.array();
        position++;
        for (skipSpace(); position < text.length() && text.charAt(position) != ')'; skipSpace()) {
            list.add(next());
        }
        if (position++ >= text.length()) {
            throw Refusal.badRequest("Invalid operations: " + text);
        }
        return list;
    }

    private JsonNode atom() {
        int start = position;
        while (position < text.length() && " ()".indexOf(text.charAt(position)) < 0) {
            position++;
        }
        String atom = text.substring(start, position);
        try {
            return JsonBody.array().add(Double.parseDouble(atom)).get(0);
        } catch (NumberFormatException e) {
            return JsonBody.array().add(atom).get(0);
        }
    }

    private void skipSpace() {
        while (position < text.length() && text.charAt(position) == ' ') {
            position++;
        }
    }
}
