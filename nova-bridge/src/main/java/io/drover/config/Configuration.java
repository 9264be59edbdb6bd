package io.drover.config;

import io.drover.config.OptionSources.Given;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every option's value, parsed and checked. What wins, first to last: command line, environment, later files, earlier
 * files, profile, default.
 */
public final class Configuration {

    private final Environment environment;
    private final List<Path> files;
    private final Map<Option<?>, Given> given;
    private final Map<Option<?>, String> profile;
    private final Map<Option<?>, Object> values = new LinkedHashMap<>();
    private final List<String> warnings;

    private Configuration(
            Environment environment, List<Path> files, Map<Option<?>, Given> given, List<String> warnings) {
        this.environment = environment;
        this.files = List.copyOf(files);
        this.given = new LinkedHashMap<>(given);
        this.given.entrySet().removeIf(set -> unset(set.getKey(), set.getValue()));
        this.profile = profileOf(given).map(Profile::defaults).orElse(Map.of());
        this.warnings = warnings;
    }

    /**
     * @param named the files to read; empty: the system's, if it is there
     * @param flags texts that the command line gives
     * @throws InvalidConfiguration with everything that is wrong
     */
    public static Configuration load(List<Path> named, Environment environment, Map<Option<?>, String> flags) {
        List<String> faults = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<IniFile> files = ConfigFiles.read(named, environment, faults, warnings);
        OptionSources sources = new OptionSources(faults, warnings);
        files.forEach(sources::add);
        sources.add(environment);
        Map<Option<?>, Given> typed = new LinkedHashMap<>();
        flags.forEach((option, text) -> typed.put(option, new Given(text, "the command line")));
        sources.add(typed);
        Configuration loaded =
                new Configuration(environment, files.stream().map(IniFile::path).toList(), sources.given(), warnings);
        loaded.parseAll(faults);
        if (faults.isEmpty()) faults.addAll(Consistency.faults(loaded));
        if (!faults.isEmpty()) throw new InvalidConfiguration(faults);
        warnings.addAll(Consistency.warnings(loaded));
        return loaded;
    }

    /** @throws IllegalStateException when it is unset and has no default: a mistake of the caller */
    public <T> T get(Option<T> option) {
        return find(option).orElseThrow(() -> new IllegalStateException(option.title() + " has no value"));
    }

    /** Empty text counts as unset, but for lists. */
    @SuppressWarnings("unchecked")
    public <T> Optional<T> find(Option<T> option) {
        return Optional.ofNullable((T) values.get(option));
    }

    /** @throws InvalidConfiguration when it is unset */
    public <T> T require(Option<T> option) {
        return find(option)
                .orElseThrow(() -> new InvalidConfiguration(
                        option.title() + " is missing: set it in drover.conf or by " + option.variable()));
    }

    /** Whether somebody set it: then it wins over the profile. */
    public boolean explicit(Option<?> option) {
        return given.containsKey(option);
    }

    /** Where its value comes from, for people. */
    public String origin(Option<?> option) {
        if (given.containsKey(option)) return given.get(option).origin();
        return profile.containsKey(option) ? "the profile" : "the default";
    }

    /** What was read, in this order. */
    public List<Path> files() {
        return files;
    }

    /** One sentence each; not faults. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    Environment environment() {
        return environment;
    }

    private static Optional<Profile> profileOf(Map<Option<?>, Given> given) {
        try {
            return Optional.ofNullable(given.get(Options.PROFILE))
                    .map(set -> Options.PROFILE.kind().parse(set.text()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void parseAll(List<String> faults) {
        References references = new References(this::raw);
        for (Option<?> option : Options.all()) {
            try {
                Optional<String> text = references.text(option).map(String::strip);
                if (text.isPresent()) values.put(option, option.kind().parse(text.get()));
            } catch (IllegalArgumentException e) {
                faults.add(fault(option, e.getMessage()));
            }
        }
    }

    private static boolean unset(Option<?> option, Given set) {
        return set.text().isBlank() && !option.kind().emptyIsValue();
    }

    private Optional<String> raw(Option<?> option) {
        if (given.containsKey(option)) return Optional.of(given.get(option).text());
        return Optional.ofNullable(profile.get(option)).or(option::fallback);
    }

    private String fault(Option<?> option, String problem) {
        String shown = option.secret() || raw(option).orElse("").isEmpty()
                ? ""
                : " \"" + raw(option).orElse("").replace("\n", " ") + "\"";
        return origin(option) + ": " + option.title() + shown + " " + problem;
    }
}
