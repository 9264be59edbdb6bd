package io.drover.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One element of an answer.
 *
 * @param labels with {@code __name__}, if it has one
 * @param points in the order of time, finite numbers only; a vector's element has at most one
 */
record Series(SortedMap<String, String> labels, List<Point> points) {

    static final String NAME = "__name__";

    /**
     * A sample.
     *
     * @param at by Prometheus: of a range, when it was scraped; of a vector, when the query was evaluated
     */
    record Point(Instant at, double value) {}

    Series {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        points = List.copyOf(points);
    }

    static Series of(JsonNode element) {
        SortedMap<String, String> labels = new TreeMap<>();
        element.path("metric")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        List<Point> points = new ArrayList<>();
        if (element.has("value")) point(element.path("value")).ifPresent(points::add);
        for (JsonNode each : element.path("values")) point(each).ifPresent(points::add);
        return new Series(labels, points);
    }

    /** {@code [unix seconds, "number"]}; empty: NaN, an infinity, or something else than a sample. */
    static Optional<Point> point(JsonNode pair) {
        if (!pair.path(0).isNumber() || !pair.path(1).isTextual()) return Optional.empty();
        try {
            double value = Double.parseDouble(pair.path(1).asText());
            return Double.isFinite(value)
                    ? Optional.of(new Point(instant(pair.path(0).asDouble()), value))
                    : Optional.empty();
        } catch (NumberFormatException infinite) { // "+Inf"
            return Optional.empty();
        }
    }

    static Instant instant(double seconds) {
        return Instant.ofEpochMilli(Math.round(seconds * 1000));
    }

    String name() {
        return label(NAME);
    }

    /** Empty: it has none of this name, as for Prometheus itself. */
    String label(String label) {
        return labels.getOrDefault(label, "");
    }

    Optional<Point> newest() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
    }
}
