package io.drover.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Spoils one place of a document: another type, null, absent, too large to be true, or there twice. A value is never
 * replaced by one that could be true, which nobody could tell from the truth.
 */
final class Mutation {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A shorter list of servers or migrations is a list of fewer servers. */
    private static final List<String> LISTS = List.of("servers", "migrations", "catalog");

    private final SplittableRandom random;
    private final List<Runnable> places = new ArrayList<>();

    private Mutation(SplittableRandom random) {
        this.random = random;
    }

    static JsonNode of(JsonNode document, SplittableRandom random) {
        Mutation mutation = new Mutation(random);
        if (random.nextInt(30) == 0) return mutation.other(document);
        JsonNode spoilt = document.deepCopy();
        mutation.collect("", spoilt);
        if (!mutation.places.isEmpty()) {
            mutation.places.get(random.nextInt(mutation.places.size())).run();
        }
        return spoilt;
    }

    private void collect(String name, JsonNode node) {
        if (node instanceof ObjectNode object) {
            List.copyOf(object.properties()).forEach(field -> {
                places.add(() -> change(object, field.getKey()));
                collect(field.getKey(), field.getValue());
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                places.add(() -> change(array, index, !LISTS.contains(name)));
                collect("", array.get(i));
            }
        }
    }

    private void change(ObjectNode object, String field) {
        if (random.nextInt(4) == 0) object.remove(field);
        else object.set(field, other(object.get(field)));
    }

    private void change(ArrayNode array, int index, boolean removable) {
        switch (random.nextInt(4)) {
            case 0 -> array.insert(index, array.get(index).deepCopy());
            case 1 -> {
                if (removable) array.remove(index);
                else array.set(index, other(array.get(index)));
            }
            default -> array.set(index, other(array.get(index)));
        }
    }

    /** Of another type, or impossible. */
    private JsonNode other(JsonNode was) {
        List<JsonNode> all = new ArrayList<>(List.of(
                NODES.nullNode(),
                NODES.arrayNode().add(was.deepCopy()),
                NODES.arrayNode(),
                NODES.objectNode(),
                NODES.objectNode().set("value", was.deepCopy()),
                NODES.textNode("x".repeat(10_000)),
                NODES.textNode("\u0000\ud83d\ude00")));
        all.add(was.isNumber() ? NODES.textNode(was.asText()) : NODES.numberNode(7));
        if (!was.isBoolean()) all.add(NODES.booleanNode(true));
        if (was.isNumber()) {
            all.add(NODES.numberNode(Long.MAX_VALUE));
            all.add(NODES.numberNode(BigInteger.ONE.shiftLeft(70).add(BigInteger.TWO)));
            all.add(NODES.numberNode(1e300));
            all.add(NODES.numberNode(-5));
        }
        return all.get(random.nextInt(all.size()));
    }
}
