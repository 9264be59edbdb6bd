package io.drover.config;

import java.util.List;

/**
 * Servers that are never moved: whoever has any of these.
 *
 * @param metadata keys, or {@code key=value}
 * @param projects ids
 * @param flavors names
 * @param aggregates names of host aggregates
 */
public record Exclusions(
        List<String> metadata,
        List<String> tags,
        List<String> projects,
        List<String> flavors,
        List<String> aggregates) {

    public static Exclusions of(Configuration configuration) {
        return new Exclusions(
                configuration.get(Options.EXCLUDE_METADATA),
                configuration.get(Options.EXCLUDE_TAGS),
                configuration.get(Options.EXCLUDE_PROJECTS),
                configuration.get(Options.EXCLUDE_FLAVORS),
                configuration.get(Options.EXCLUDE_AGGREGATES));
    }
}
