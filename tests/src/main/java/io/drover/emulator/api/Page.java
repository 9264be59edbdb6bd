package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A list answered in pages, as Nova does.
 *
 * @param name of the list in the document; the link to the next page is {@code name_links}
 * @param path of the collection below the service's URL
 */
record Page<T>(String name, String path, Function<T, String> id, Function<T, ? extends JsonNode> document) {

    static final int LIMIT_MAX = 1000;

    /** As many as the call's limit allows of those that match. A full page links to a next one, empty or not. */
    ObjectNode of(Iterable<T> items, Predicate<T> matches, Call call) {
        int limit = Math.min(call.queryInt("limit", LIMIT_MAX), LIMIT_MAX);
        ObjectNode page = JsonBody.object();
        ArrayNode array = page.putArray(name);
        T last = null;
        for (T item : items) {
            if (array.size() >= limit) {
                break;
            }
            if (matches.test(item)) {
                array.add(document.apply(item));
                last = item;
            }
        }
        if (last != null && array.size() == limit) {
            String next = call.serviceUrl() + path + "?" + withoutMarker(call.queryText());
            page.putArray(name + "_links")
                    .addObject()
                    .put("rel", "next")
                    .put("href", next + "marker=" + id.apply(last));
        }
        return page;
    }

    private static String withoutMarker(String query) {
        StringBuilder kept = new StringBuilder();
        for (String part : query.split("&", -1)) {
            if (!part.isEmpty() && !part.startsWith("marker=")) {
                kept.append(part).append('&');
            }
        }
        return kept.toString();
    }
}
