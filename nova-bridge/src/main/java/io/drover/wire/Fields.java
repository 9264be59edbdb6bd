package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads a JSON array field by field, in order, and believes nothing. A newer minor version may have appended fields;
 * our own may not.
 */
final class Fields {

    static final int NAME_MAX = 255;
    static final int REASON_MAX = 500;

    /** Above any count or amount of a real cloud, and exact in a double. */
    static final long COUNT_MAX = 1L << 53;

    /** In tasks: Linux knows no more than 4 million at all, and none so many that want to run. */
    static final double LOAD_MAX = 1e5;

    private static final double NUMBER_MAX = 1e12;
    private static final long LAST_INSTANT_MILLIS = 253_402_300_799_999L;
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final JsonNode array;
    private final String what;
    private final boolean newer;
    private int next;

    private Fields(JsonNode array, String what, boolean newer) {
        this.array = array;
        this.what = what;
        this.newer = newer;
    }

    static Fields of(JsonNode node, String what, int size, boolean newer) throws MalformedMessage {
        if (!node.isArray()) throw wrong(what + " is not a list of fields");
        if (node.size() < size || node.size() > size && !newer) {
            throw wrong(what + " has " + node.size() + " fields instead of " + size);
        }
        return new Fields(node, what, newer);
    }

    /**
     * The same of a list that was longer in each minor version.
     *
     * @param sizes by minor version, the newest of ours last
     */
    static Fields of(JsonNode node, String what, int[] sizes, long minor) throws MalformedMessage {
        boolean newer = minor >= sizes.length;
        return of(node, what, sizes[newer ? sizes.length - 1 : (int) minor], newer);
    }

    /** Whether an older minor version ended here. */
    boolean exhausted() {
        return next >= array.size();
    }

    Fields nested(String name, int size) throws MalformedMessage {
        return of(take(), name, size, newer);
    }

    JsonNode take() {
        return array.get(next++);
    }

    void nothing(String name) throws MalformedMessage {
        if (!take().isNull()) throw wrong(what + " carries " + name + ", which its type does not have");
    }

    /** Not empty, at most {@value #NAME_MAX} characters. */
    String name(String name) throws MalformedMessage {
        String text = text(name, NAME_MAX);
        if (text.isEmpty()) throw wrong(name + " of " + what + " is empty");
        return text;
    }

    String nameOrEmpty(String name) throws MalformedMessage {
        return text(name, NAME_MAX);
    }

    /** Empty for null: nobody tells. */
    Optional<String> nameOrNull(String name) throws MalformedMessage {
        if (!array.get(next).isNull()) return Optional.of(name(name));
        next++;
        return Optional.empty();
    }

    String reason(String name) throws MalformedMessage {
        return text(name, REASON_MAX);
    }

    String uuid(String name) throws MalformedMessage {
        return uuid(take(), name);
    }

    private String text(String name, int max) throws MalformedMessage {
        return text(take(), name + " of " + what, max);
    }

    boolean flag(String name) throws MalformedMessage {
        JsonNode node = take();
        if (!node.isBoolean()) throw wrong(name + " of " + what + " is neither true nor false");
        return node.booleanValue();
    }

    long count(String name, long min) throws MalformedMessage {
        return count(take(), name + " of " + what, min);
    }

    int small(String name, int min) throws MalformedMessage {
        long count = count(name, min);
        if (count > 1_000_000) throw wrong(name + " of " + what + " is absurdly large");
        return (int) count;
    }

    Long countOrNull(String name) throws MalformedMessage {
        JsonNode node = take();
        return node.isNull() ? null : Long.valueOf(count(node, name + " of " + what, 0));
    }

    double number(String name, double min, double max) throws MalformedMessage {
        return number(take(), name, min, max);
    }

    double amount(String name) throws MalformedMessage {
        return number(take(), name, 0, NUMBER_MAX);
    }

    double load(String name) throws MalformedMessage {
        return number(take(), name, 0, LOAD_MAX);
    }

    /** NaN for null: there is no valid load. */
    double loadOrNaN(String name) throws MalformedMessage {
        return numberOrNaN(name, 0, LOAD_MAX);
    }

    /** NaN for null: there is no valid value. */
    double amountOrNaN(String name) throws MalformedMessage {
        return numberOrNaN(name, 0, NUMBER_MAX);
    }

    double numberOrNaN(String name, double min, double max) throws MalformedMessage {
        JsonNode node = take();
        return node.isNull() ? Double.NaN : number(node, name, min, max);
    }

    Double amountOrNull(String name) throws MalformedMessage {
        return numberOrNull(name, NUMBER_MAX);
    }

    /** 0 to 1, or null. */
    Double shareOrNull(String name) throws MalformedMessage {
        return numberOrNull(name, 1);
    }

    private Double numberOrNull(String name, double max) throws MalformedMessage {
        double value = numberOrNaN(name, 0, max);
        return Double.isNaN(value) ? null : Double.valueOf(value);
    }

    Instant instant(String name) throws MalformedMessage {
        long millis = count(name, 0);
        if (millis > LAST_INSTANT_MILLIS) throw wrong(name + " of " + what + " is no time");
        return Instant.ofEpochMilli(millis);
    }

    Instant instantOrNull(String name) throws MalformedMessage {
        if (!array.get(next).isNull()) return instant(name);
        next++;
        return null;
    }

    /** The elements of a list of at most {@code max}. */
    List<JsonNode> list(String name, int max) throws MalformedMessage {
        JsonNode node = take();
        if (!node.isArray()) throw wrong(name + " of " + what + " is not a list");
        if (node.size() > max) throw wrong(name + " of " + what + " has more than " + max + " entries");
        List<JsonNode> elements = new ArrayList<>(node.size());
        node.forEach(elements::add);
        return elements;
    }

    List<String> names(String name, int max) throws MalformedMessage {
        List<String> names = new ArrayList<>();
        for (JsonNode node : list(name, max)) {
            String text = text(node, "an entry in " + name + " of " + what, NAME_MAX);
            if (text.isEmpty()) throw wrong("an entry in " + name + " of " + what + " is empty");
            names.add(text);
        }
        return names;
    }

    /** The fields of an element of one of this array's lists. */
    Fields element(JsonNode node, String name, int size) throws MalformedMessage {
        return of(node, name, size, newer);
    }

    static long count(JsonNode node, String name, long min) throws MalformedMessage {
        if (!node.isIntegralNumber()) throw wrong(name + " is not a whole number");
        if (!node.canConvertToLong() || node.longValue() > COUNT_MAX || node.longValue() < min) {
            throw wrong(name + " is out of bounds");
        }
        return node.longValue();
    }

    static String uuid(JsonNode node, String name) throws MalformedMessage {
        if (!node.isTextual() || !UUID.matcher(node.textValue()).matches()) throw wrong(name + " is no UUID");
        return node.textValue();
    }

    static String text(JsonNode node, String name, int max) throws MalformedMessage {
        if (!node.isTextual()) throw wrong(name + " is not a text");
        String text = node.textValue();
        if (text.length() > max) throw wrong(name + " is longer than " + max + " characters");
        if (!text.equals(Printable.line(text))) throw wrong(name + " has characters that cannot be shown");
        return text;
    }

    static MalformedMessage wrong(String sentence) {
        return new MalformedMessage(DropReason.FIELD, sentence);
    }

    private double number(JsonNode node, String name, double min, double max) throws MalformedMessage {
        if (!node.isNumber()) throw wrong(name + " of " + what + " is not a number");
        double value = node.doubleValue();
        if (!(value >= min && value <= max)) throw wrong(name + " of " + what + " is out of bounds");
        return value;
    }
}
