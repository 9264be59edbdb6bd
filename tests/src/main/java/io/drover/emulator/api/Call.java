package io.drover.emulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.emulator.cloud.Refusal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** One request to one service. Query and body are read only when asked for. */
final class Call {

    private final String method;
    private final List<String> segments;
    private final String queryText;
    private final UnaryOperator<String> headers;
    private final byte[] body;
    private final String serviceUrl;
    private final String requestId;
    private Map<String, String> parameters = Map.of();
    private Map<String, List<String>> query;
    private int version;
    private int hostsAsked;

    /** {@code url} is path and query below the service's own prefix. */
    Call(String method, String url, UnaryOperator<String> headers, byte[] body, String serviceUrl, String requestId) {
        int mark = url.indexOf('?');
        this.method = method;
        this.segments = split(mark < 0 ? url : url.substring(0, mark));
        this.queryText = mark < 0 ? "" : url.substring(mark + 1);
        this.headers = headers;
        this.body = body;
        this.serviceUrl = serviceUrl;
        this.requestId = requestId;
    }

    String method() {
        return method;
    }

    List<String> segments() {
        return segments;
    }

    /** Null when absent. */
    String header(String name) {
        return headers.apply(name);
    }

    /** Where clients reach this service: scheme, authority and prefix, no slash at the end. */
    String serviceUrl() {
        return serviceUrl;
    }

    String requestId() {
        return requestId;
    }

    /** The minor part of the microversion agreed. */
    int version() {
        return version;
    }

    /** The service waits for a host's answer, one after the other. */
    void askHost() {
        hostsAsked++;
    }

    int hostsAsked() {
        return hostsAsked;
    }

    boolean since(int minor) {
        return version >= minor;
    }

    JsonNode body() {
        JsonNode tree = JsonBody.parse(body);
        if (tree == null || tree.isMissingNode()) {
            throw Refusal.badRequest("Malformed request body");
        }
        return tree;
    }

    /** The part of the path that the route calls so. */
    String parameter(String name) {
        return parameters.get(name);
    }

    boolean asks(String name) {
        return query().containsKey(name);
    }

    /** The last value of it in the query, or null. */
    String query(String name) {
        List<String> values = query().get(name);
        return values == null ? null : values.get(values.size() - 1);
    }

    List<String> queryAll(String name) {
        return query().getOrDefault(name, List.of());
    }

    /** Absent or true under this condition: no such filter in the query, or its value is this one. */
    boolean selects(String filter, String value) {
        String wanted = query(filter);
        return wanted == null || wanted.equals(value);
    }

    int queryInt(String name, int otherwise) {
        String text = query(name);
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below, as a negative number is
        }
        throw Refusal.badRequest("Invalid input for query parameters " + name + ". Value: " + text + ". '" + text
                + "' does not match '^[0-9]*$'");
    }

    void bind(Map<String, String> pathParameters) {
        parameters = pathParameters;
    }

    void agreeOn(int minor) {
        version = minor;
    }

    String queryText() {
        return queryText;
    }

    private Map<String, List<String>> query() {
        if (query == null) {
            query = parseQuery(queryText);
        }
        return query;
    }

    private static Map<String, List<String>> parseQuery(String text) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        int start = 0;
        while (start < text.length()) {
            int end = text.indexOf('&', start);
            end = end < 0 ? text.length() : end;
            int equal = text.indexOf('=', start);
            boolean bare = equal < 0 || equal > end;
            String name = decode(text.substring(start, bare ? end : equal));
            String value = bare ? "" : decode(text.substring(equal + 1, end));
            query.computeIfAbsent(name, first -> new ArrayList<>(1)).add(value);
            start = end + 1;
        }
        return query;
    }

    private static List<String> split(String path) {
        List<String> segments = new ArrayList<>(8);
        int start = 0;
        while (start < path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end > start) {
                segments.add(decode(path.substring(start, end)));
            }
            start = end + 1;
        }
        return segments;
    }

    private static String decode(String text) {
        boolean plain = text.indexOf('%') < 0 && text.indexOf('+') < 0;
        return plain ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
