package io.drover.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that an operator may set.
 *
 * @param fallback its text when it is not set; empty: it then has no value
 * @param unit of the number; empty: none
 * @param help one or more sentences
 * @param aliases other names that it goes by, those of doc/sources.md, Table H-1
 * @param secret never shown
 * @param multiple every assignment counts, not only the last; they are joined by line ends
 */
public record Option<T>(
        String section,
        String name,
        Kind<T> kind,
        Optional<String> fallback,
        String unit,
        String help,
        List<Alias> aliases,
        boolean secret,
        boolean multiple) {

    /**
     * @param values what its words mean here; a word that is not listed means itself
     */
    public record Alias(String name, Map<String, String> values) {}

    public Option {
        aliases = List.copyOf(aliases);
    }

    static <T> Option<T> of(String section, String name, Kind<T> kind) {
        return new Option<>(section, name, kind, Optional.empty(), "", "", List.of(), false, false);
    }

    static <T> Option<T> of(String section, String name, Kind<T> kind, String fallback) {
        return new Option<>(section, name, kind, Optional.of(fallback), "", "", List.of(), false, false);
    }

    Option<T> help(String text) {
        return new Option<>(section, name, kind, fallback, unit, text, aliases, secret, multiple);
    }

    Option<T> in(String measure) {
        return new Option<>(section, name, kind, fallback, measure, help, aliases, secret, multiple);
    }

    Option<T> alias(String other) {
        return alias(other, Map.of());
    }

    Option<T> alias(String other, Map<String, String> values) {
        List<Alias> more = new ArrayList<>(aliases);
        more.add(new Alias(other, values));
        return new Option<>(section, name, kind, fallback, unit, help, more, secret, multiple);
    }

    Option<T> asSecret() {
        return new Option<>(section, name, kind, fallback, unit, help, aliases, true, multiple);
    }

    Option<T> asMultiple() {
        return new Option<>(section, name, kind, fallback, unit, help, aliases, secret, true);
    }

    /** The environment variable that sets it. */
    public String variable() {
        return "DROVER_" + section.toUpperCase(Locale.ROOT) + "_" + name.toUpperCase(Locale.ROOT);
    }

    /** {@code [section] name}. */
    public String title() {
        return "[" + section + "] " + name;
    }
}
