package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.emulator.cloud.Refusal;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Gnocchi's search language in JSON: {@code {"and": [{"=": {"ended_at": null}}, {"=": {"host": "pm1"}}]}}. */
final class GnocchiSearch {

    private GnocchiSearch() {}

    /** A predicate over resources' documents; an empty or absent search lets all through. */
    static Predicate<JsonNode> of(JsonNode search) {
        if (search == null || search.isMissingNode() || search.isNull() || search.isEmpty()) {
            return document -> true;
        }
        Map.Entry<String, JsonNode> operation = search.properties().iterator().next();
        JsonNode operand = operation.getValue();
        return switch (operation.getKey()) {
            case "and", "∧" -> each(operand).reduce(document -> true, Predicate::and);
            case "or", "∨" -> each(operand).reduce(document -> false, Predicate::or);
            case "not" -> of(operand).negate();
            case "=", "==", "eq" -> compare(operand, sign -> sign == 0);
            case "!=", "≠", "ne" -> compare(operand, sign -> sign != 0);
            case "<", "lt" -> compare(operand, sign -> sign < 0);
            case "<=", "≤", "le" -> compare(operand, sign -> sign <= 0);
            case ">", "gt" -> compare(operand, sign -> sign > 0);
            case ">=", "≥", "ge" -> compare(operand, sign -> sign >= 0);
            case "in" -> in(operand);
            case "like" -> like(operand);
            default -> throw Refusal.badRequest("Invalid input: unknown operator " + operation.getKey());
        };
    }

    private static Stream<Predicate<JsonNode>> each(JsonNode searches) {
        return StreamSupport.stream(searches.spliterator(), false).map(GnocchiSearch::of);
    }

    private static Predicate<JsonNode> compare(JsonNode operand, IntPredicate signFits) {
        Map.Entry<String, JsonNode> field = operand.properties().iterator().next();
        JsonNode wanted = field.getValue();
        return document -> signFits.test(compare(document.path(field.getKey()), wanted));
    }

    /** Null is below everything. */
    private static int compare(JsonNode value, JsonNode wanted) {
        boolean absent = value.isNull() || value.isMissingNode();
        if (absent || wanted.isNull()) {
            return Boolean.compare(!absent, !wanted.isNull());
        }
        return value.isNumber() && wanted.isNumber()
                ? Double.compare(value.asDouble(), wanted.asDouble())
                : value.asText().compareTo(wanted.asText());
    }

    private static Predicate<JsonNode> in(JsonNode operand) {
        Map.Entry<String, JsonNode> field = operand.properties().iterator().next();
        return document -> StreamSupport.stream(field.getValue().spliterator(), false)
                .anyMatch(wanted -> compare(document.path(field.getKey()), wanted) == 0);
    }

    /** With {@code %} at either end only, which is all that is ever used. */
    private static Predicate<JsonNode> like(JsonNode operand) {
        Map.Entry<String, JsonNode> field = operand.properties().iterator().next();
        String pattern = field.getValue().asText();
        boolean open = pattern.startsWith("%");
        boolean ends = pattern.endsWith("%");
        String part = pattern.substring(open ? 1 : 0, pattern.length() - (ends && pattern.length() > 1 ? 1 : 0));
        return document -> {
            String value = document.path(field.getKey()).asText("");
            boolean starts = open || value.startsWith(part);
            return starts && (ends || value.endsWith(part)) && value.contains(part);
        };
    }
}
