package io.drover.config;

import io.drover.config.OptionSources.Given;
import io.drover.model.Profile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Every option's value, parsed and checked. What wins, first to last: command line, environment, later files, earlier
 * files, profile, default.
 */
public final class Configuration {

    private final Environment environment;
    private final List<Path> files;
    private final Map<Option<?>, Given> given;
    private final Profile profile;
    private final Map<Option<?>, Object> values = new LinkedHashMap<>();
    private final List<String> warnings;

    private Configuration(
            Environment environment, List<Path> files, Map<Option<?>, Given> given, List<String> warnings) {
        this.environment = environment;
        this.files = List.copyOf(files);
        this.given = new LinkedHashMap<>(given);
        this.given.entrySet().removeIf(set -> unset(set.getKey(), set.getValue()));
        this.profile = profileOf(given).orElse(Profile.DEFAULT);
        this.warnings = warnings;
    }

    /**
     * @param named the files to read; empty: the system's, if it is there
     * @param flags texts that the command line gives
     * @throws InvalidConfiguration with everything that is wrong
     */
    public static Configuration load(List<Path> named, Environment environment, Map<Option<?>, String> flags) {
        return load(named, List.of(), environment, flags);
    }

    /**
     * @param directories whose files {@code *.conf} are read after the others
     * @see #load(List, Environment, Map)
     */
    public static Configuration load(
            List<Path> named, List<Path> directories, Environment environment, Map<Option<?>, String> flags) {
        List<String> faults = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        List<IniFile> files =
                ConfigFiles.read(new ConfigFiles.Named(named, directories), environment, faults, warnings);
        OptionSources sources = new OptionSources(faults, warnings);
        files.forEach(sources::add);
        sources.add(environment);
        sources.add(given(flags, "the command line"));
        Configuration loaded =
                new Configuration(environment, files.stream().map(IniFile::path).toList(), sources.given(), warnings);
        loaded.parseAndCheck(faults);
        return loaded;
    }

    /**
     * What these texts say, whatever files and environment say.
     *
     * @throws InvalidConfiguration with everything that is wrong
     */
    public static Configuration of(Map<Option<?>, String> texts) {
        Path nowhere = Path.of("");
        Environment none = new Environment(new TreeMap<>(), nowhere, nowhere, nowhere, "");
        List<String> warnings = new ArrayList<>();
        Configuration only = new Configuration(none, List.of(), given(texts, "what is given"), warnings);
        only.parseAndCheck(new ArrayList<>());
        return only;
    }

    private static Map<Option<?>, Given> given(Map<Option<?>, String> texts, String origin) {
        Map<Option<?>, Given> given = new LinkedHashMap<>();
        texts.forEach((option, text) -> given.put(option, new Given(text, origin)));
        return given;
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
        return option.fallback(profile).equals(option.fallback()) ? "the default" : "the profile";
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

    private void parseAndCheck(List<String> faults) {
        parseAll(faults);
        if (faults.isEmpty()) faults.addAll(Consistency.faults(this));
        if (!faults.isEmpty()) throw new InvalidConfiguration(faults);
        warnings.addAll(Consistency.warnings(this));
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
        return option.fallback(profile);
    }

    private String fault(Option<?> option, String problem) {
        String shown = option.secret() || raw(option).orElse("").isEmpty()
                ? ""
                : " \"" + raw(option).orElse("").replace("\n", " ") + "\"";
        return origin(option) + ": " + option.title() + shown + " " + problem;
    }
}
