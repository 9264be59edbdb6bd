package io.drover.config;

import io.drover.model.Profile;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * One thing that an operator may set.
 *
 * @param defaults its text when nobody sets it, by profile; empty: it then has no value
 * @param aliases other names that it goes by, those of doc/sources.md, Table H-1
 */
public record Option<T>(
        String section,
        String name,
        Kind<T> kind,
        Function<Profile, Optional<String>> defaults,
        Prose prose,
        List<Alias> aliases,
        Set<Trait> traits) {

    /**
     * For people.
     *
     * @param unit of the number; empty: none
     * @param help one or more sentences
     */
    public record Prose(String unit, String help) {}

    /** What is unusual about it. */
    public enum Trait {
        /** Never shown. */
        SECRET,
        /** Every assignment counts, not only the last; they are joined by line ends. */
        MULTIPLE
    }

    /**
     * @param values what its words mean here; a word that is not listed means itself
     */
    public record Alias(String name, Map<String, String> values) {}

    public Option {
        aliases = List.copyOf(aliases);
        traits = Set.copyOf(traits);
    }

    /** Without a value when nobody sets it. */
    static <T> Option<T> of(String section, String name, Kind<T> kind) {
        return made(section, name, kind, profile -> Optional.empty());
    }

    static <T> Option<T> of(String section, String name, Kind<T> kind, String fallback) {
        return made(section, name, kind, profile -> Optional.of(fallback));
    }

    /** One of the engine's {@link io.drover.model.Settings}: each profile has a value for it. */
    static <T> Option<T> byProfile(String section, String name, Kind<T> kind) {
        return made(section, name, kind, DefaultTexts.of(section, name));
    }

    private static <T> Option<T> made(
            String section, String name, Kind<T> kind, Function<Profile, Optional<String>> defaults) {
        return new Option<>(section, name, kind, defaults, new Prose("", ""), List.of(), Set.of());
    }

    Option<T> help(String text) {
        return with(new Prose(unit(), text));
    }

    Option<T> in(String unit) {
        return with(new Prose(unit, help()));
    }

    private Option<T> with(Prose other) {
        return new Option<>(section, name, kind, defaults, other, aliases, traits);
    }

    Option<T> alias(String other) {
        return alias(other, Map.of());
    }

    Option<T> alias(String other, Map<String, String> values) {
        List<Alias> more = new ArrayList<>(aliases);
        more.add(new Alias(other, values));
        return new Option<>(section, name, kind, defaults, prose, more, traits);
    }

    Option<T> asSecret() {
        return with(Trait.SECRET);
    }

    Option<T> asMultiple() {
        return with(Trait.MULTIPLE);
    }

    private Option<T> with(Trait trait) {
        Set<Trait> more = EnumSet.of(trait);
        more.addAll(traits);
        return new Option<>(section, name, kind, defaults, prose, aliases, more);
    }

    /** Its text when nobody sets it or a profile; empty: it then has no value. */
    public Optional<String> fallback() {
        return fallback(Profile.DEFAULT);
    }

    /** Its text when nobody sets it under this profile. */
    public Optional<String> fallback(Profile profile) {
        return defaults.apply(profile);
    }

    public String unit() {
        return prose.unit();
    }

    public String help() {
        return prose.help();
    }

    public boolean secret() {
        return traits.contains(Trait.SECRET);
    }

    public boolean multiple() {
        return traits.contains(Trait.MULTIPLE);
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
