package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/**
 * One aggregate of Gnocchi.
 *
 * @param at the beginning of the interval that it aggregates
 * @param granularity the interval's length
 */
public record GnocchiMeasure(Instant at, Duration granularity, double value) {

    private static final double LONGEST_SECONDS = 1e9;

    /** {@code [timestamp, granularity, value]} */
    static GnocchiMeasure of(JsonNode json) {
        if (!json.isArray()
                || json.size() != 3
                || !json.get(1).isNumber()
                || !json.get(2).isNumber()) {
            throw new Json.Missing("not a measure: " + json);
        }
        double seconds = json.get(1).asDouble();
        if (!(seconds > 0 && seconds < LONGEST_SECONDS)) throw new Json.Missing("not a measure: " + json);
        Duration granularity = Duration.ofMillis(Math.round(seconds * 1000));
        return new GnocchiMeasure(
                Json.instant(json.get(0).asText()), granularity, json.get(2).asDouble());
    }
}
