package io.drover.emulator.api;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of routes, kept as a tree of path segments, so that finding one takes a look-up a segment. */
final class Routes {

    /** {@code open} routes need no token. */
    record Route(Handler handler, boolean open, List<String> names) {}

    private static final class Node {
        private final Map<String, Node> fixed = new HashMap<>();
        private final Map<String, Route> byMethod = new HashMap<>();
        private Node any;
    }

    private final Node root = new Node();

    /** A pattern is a method, a space and a path in which {@code {name}} stands for any one segment. */
    Routes on(String pattern, Handler handler) {
        return add(pattern, handler, false);
    }

    Routes open(String pattern, Handler handler) {
        return add(pattern, handler, true);
    }

    /** Null when there is none; binds the call's path parameters otherwise. */
    Route find(Call call) {
        List<String> segments = call.segments();
        String[] values = new String[segments.size()];
        int captured = 0;
        Node node = root;
        for (String segment : segments) {
            Node next = node.fixed.get(segment);
            if (next == null) {
                next = node.any;
                values[captured++] = segment;
            }
            if (next == null) {
                return null;
            }
            node = next;
        }
        Route route = node.byMethod.get(call.method());
        if (route != null && captured > 0) {
            Map<String, String> parameters = new HashMap<>();
            for (int i = 0; i < captured; i++) {
                parameters.put(route.names().get(i), values[i]);
            }
            call.bind(parameters);
        }
        return route;
    }

    private Routes add(String pattern, Handler handler, boolean open) {
        int space = pattern.indexOf(' ');
        String[] segments = pattern.substring(space + 2).split("/", -1);
        Node node = root;
        List<String> names = new ArrayList<>();
        for (String segment : segments) {
            if (segment.startsWith("{")) {
                names.add(segment.substring(1, segment.length() - 1));
                node.any = node.any == null ? new Node() : node.any;
                node = node.any;
            } else if (!segment.isEmpty()) {
                node = node.fixed.computeIfAbsent(segment, first -> new Node());
            }
        }
        node.byMethod.put(pattern.substring(0, space), new Route(handler, open, List.copyOf(names)));
        return this;
    }
}
