package io.drover.emulator.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Compares two JSON documents by their shape: the same keys all the way down and the same types, with the values of a
 * few fields that programs decide by. Objects whose keys are ids are compared by their first entries, lists by whether
 * each item is like some item of the other.
 */
final class Shape {

    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f-]{27}|vm\\..*");
    private static final Set<String> DECISIVE = Set.of(
            "status",
            "state",
            "OS-EXT-STS:task_state",
            "OS-EXT-STS:vm_state",
            "OS-EXT-STS:power_state",
            "code",
            "message",
            "details",
            "migration_type",
            "action",
            "binary",
            "methods",
            "allocation_ratio",
            "reserved",
            "forced_down",
            "source_compute",
            "dest_compute",
            "OS-EXT-SRV-ATTR:host",
            "VCPU",
            "MEMORY_MB",
            "unit");

    /** Lists whose order differs from one start of the service to the next. */
    private static final String UNORDERED = "aggregation_methods";

    private final List<String> differences = new ArrayList<>();

    /** Every difference in a line of its own; none when alike. */
    static List<String> differences(JsonNode recorded, JsonNode ours) {
        Shape shape = new Shape();
        shape.compare("$", recorded, ours);
        return shape.differences;
    }

    private void compare(String path, JsonNode recorded, JsonNode ours) {
        if (!type(recorded).equals(type(ours))) {
            differences.add(path + ": recorded " + type(recorded) + ", ours " + type(ours) + " " + brief(ours));
        } else if (recorded.isObject()) {
            compareObjects(path, recorded, ours);
        } else if (recorded.isArray()) {
            compareLists(path, recorded, ours);
        }
    }

    private void compareObjects(String path, JsonNode recorded, JsonNode ours) {
        Set<String> wanted = keys(recorded);
        Set<String> found = keys(ours);
        if (wanted.stream().anyMatch(key -> ID.matcher(key).matches())) {
            if (found.isEmpty()) {
                differences.add(path + ": recorded entries, ours none");
            } else {
                compare(path + ".*", first(recorded), first(ours));
            }
            return;
        }
        wanted.stream().filter(key -> !found.contains(key)).forEach(key -> differences.add(path + ": lacks " + key));
        found.stream().filter(key -> !wanted.contains(key)).forEach(key -> differences.add(path + ": has " + key));
        for (String key : wanted) {
            if (found.contains(key)) {
                compare(path + "." + key, recorded.get(key), ours.get(key));
                if (DECISIVE.contains(key) && !recorded.get(key).equals(ours.get(key))) {
                    differences.add(path + "." + key + ": recorded " + recorded.get(key) + ", ours " + ours.get(key));
                }
            }
        }
    }

    private void compareLists(String path, JsonNode recorded, JsonNode ours) {
        if (path.endsWith("." + UNORDERED) && !texts(recorded).equals(texts(ours))) {
            differences.add(path + ": recorded " + recorded + ", ours " + ours);
            return;
        }
        if (recorded.isEmpty() != ours.isEmpty()) {
            differences.add(path + ": recorded " + recorded.size() + " items, ours " + ours.size());
            return;
        }
        for (int i = 0; i < ours.size(); i++) {
            List<String> nearest = null;
            for (JsonNode like : recorded) {
                List<String> found = differences(like, ours.get(i));
                nearest = nearest == null || found.size() < nearest.size() ? found : nearest;
            }
            String item = path + "[" + i + "] ";
            nearest.forEach(difference -> differences.add(item + difference));
        }
    }

    private static String type(JsonNode node) {
        return node.isNumber()
                ? (node.isIntegralNumber() ? "integer" : "float")
                : node.getNodeType().name();
    }

    private static String brief(JsonNode node) {
        String text = node.toString();
        return text.substring(0, Math.min(60, text.length()));
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new TreeSet<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static JsonNode first(JsonNode object) {
        return object.iterator().next();
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            keys.add(property.getKey());
        }
        return keys;
    }
}
