package io.drover.lab;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What did not hold, counted, the first hundred kept; the same thing is told once. Used inside the cloud only. */
final class LabViolations {

    private static final int KEPT = 100;

    private final Map<String, String> told = new LinkedHashMap<>();
    private int count;

    void report(Duration at, String sentence) {
        if (told.containsKey(sentence)) return;
        count++;
        if (told.size() == KEPT) return;
        told.put(
                sentence,
                String.format(Locale.ROOT, "at %.1f s an invariant was broken: %s", at.toMillis() / 1000.0, sentence));
    }

    int count() {
        return count;
    }

    List<String> first() {
        return List.copyOf(told.values());
    }
}
