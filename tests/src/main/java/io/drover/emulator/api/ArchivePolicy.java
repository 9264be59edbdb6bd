package io.drover.emulator.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/** How Gnocchi keeps a metric: granularities in seconds, coarsest first, and the aggregates it computes. */
record ArchivePolicy(String name, List<Integer> granularities, List<String> methods) {

    private static final int COARSE = 300;
    private static final List<String> EVERY = List.of("min", "max", "std", "mean", "sum", "count");

    static List<ArchivePolicy> all(int poll) {
        List<Integer> polled = poll == COARSE ? List.of(COARSE) : List.of(COARSE, poll);
        return List.of(
                new ArchivePolicy("ceilometer-low", polled, List.of("mean")),
                new ArchivePolicy("ceilometer-low-rate", polled, List.of("mean", "rate:mean")),
                new ArchivePolicy("low", List.of(COARSE), EVERY),
                new ArchivePolicy("medium", List.of(3600, 60), EVERY),
                new ArchivePolicy("high", List.of(3600, 60, 1), EVERY));
    }

    ObjectNode document() {
        ObjectNode document = JsonBody.object().put("name", name).put("back_window", 0);
        ArrayNode definition = document.putArray("definition");
        int points = 8640;
        for (int i = granularities.size() - 1; i >= 0; i--) {
            int seconds = granularities.get(i);
            ObjectNode level = definition.addObject().put("timespan", span((long) seconds * points));
            level.put("granularity", span(seconds)).put("points", points);
        }
        document.set("aggregation_methods", JsonBody.texts(methods));
        return document;
    }

    /** Of operators, which keep nothing that the others keep. */
    static List<ArchivePolicy> others() {
        return List.of(new ArchivePolicy("seconds-rate", List.of(3600, 1), List.of("mean", "rate:mean")));
    }

    /** As Python prints a timedelta. */
    private static String span(long seconds) {
        long days = seconds / 86_400;
        long[] parts = {seconds % 86_400 / 3600, seconds % 3600 / 60, seconds % 60};
        String time = parts[0]
                + Arrays.stream(parts)
                        .skip(1)
                        .mapToObj(part -> part < 10 ? ":0" + part : ":" + part)
                        .reduce("", String::concat);
        return days == 0 ? time : days + (days == 1 ? " day, " : " days, ") + time;
    }
}
