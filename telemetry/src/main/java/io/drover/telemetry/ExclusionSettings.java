package io.drover.telemetry;

import java.util.List;

/**
 * Servers that are never moved: whoever has any of these.
 *
 * @param metadata keys, whose value is not {@code false}; or {@code key=value}
 * @param projects ids
 * @param flavors names
 * @param aggregates names of host aggregates
 */
public record ExclusionSettings(
        List<String> metadata,
        List<String> tags,
        List<String> projects,
        List<String> flavors,
        List<String> aggregates) {

    public static final ExclusionSettings DEFAULT =
            new ExclusionSettings(List.of("drover:exclude"), List.of(), List.of(), List.of(), List.of());

    public ExclusionSettings {
        metadata = List.copyOf(metadata);
        tags = List.copyOf(tags);
        projects = List.copyOf(projects);
        flavors = List.copyOf(flavors);
        aggregates = List.copyOf(aggregates);
    }
}
