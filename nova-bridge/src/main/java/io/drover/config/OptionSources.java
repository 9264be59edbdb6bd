package io.drover.config;

import io.drover.config.IniFile.Assignment;
import io.drover.config.IniFile.Header;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What files, environment and command line set, the winning text per option. Names that do not exist are faults. */
final class OptionSources {

    /**
     * @param text before references in it are replaced
     * @param origin where it was set: {@code file:line}, a variable, a flag
     */
    record Given(String text, String origin) {}

    /** Ours, but no option: read by the launcher. */
    private static final Set<String> LAUNCHER = Set.of("DROVER_JAVA_OPTS");

    private final Map<Option<?>, Given> given = new LinkedHashMap<>();
    private final List<String> faults;
    private final List<String> warnings;
    private final OsloSections oslo;

    OptionSources(List<String> faults, List<String> warnings) {
        this.faults = faults;
        this.warnings = warnings;
        this.oslo = new OsloSections(faults, warnings);
    }

    /** When all are added. */
    Map<Option<?>, Given> given() {
        oslo.settle(given);
        return given;
    }

    /** A file wins over those added before it; within one, an option's own name wins over its aliases. */
    void add(IniFile file) {
        for (Header header : file.headers()) checkSection(header);
        Map<Option<?>, Given> here = new HashMap<>();
        Set<Option<?>> byOwnName = Set.copyOf(file.assignments().stream()
                .flatMap(assignment -> byName(assignment).stream())
                .toList());
        for (Assignment assignment : file.assignments()) {
            Optional<? extends Option<?>> named = byName(assignment);
            if (named.isPresent()) put(here, named.get(), assignment.value(), assignment.place());
            else if (OsloSections.has(assignment.section())) oslo.add(assignment);
            else addByAlias(here, byOwnName, assignment);
        }
        here.forEach((option, value) -> merge(given, option, value));
    }

    /** The environment wins over files. */
    void add(Environment environment) {
        Map<String, Option<?>> known = new LinkedHashMap<>();
        for (Option<?> option : Options.all()) known.put(option.variable(), option);
        environment.variables().forEach((name, value) -> {
            Option<?> option = known.get(name);
            if (option != null) given.put(option, new Given(value, name));
            else if (name.startsWith("DROVER_") && !LAUNCHER.contains(name)) unknownVariable(name, known.keySet());
        });
    }

    /** The command line wins over everything. */
    void add(Map<Option<?>, Given> flags) {
        given.putAll(flags);
    }

    private void addByAlias(Map<Option<?>, Given> here, Set<Option<?>> byOwnName, Assignment assignment) {
        for (Option<?> option : Options.all()) {
            for (Option.Alias alias : option.aliases()) {
                boolean inPlace = assignment.section().equals(option.section())
                        || assignment.section().equals("DEFAULT");
                if (!inPlace || !alias.name().equals(assignment.key())) continue;
                String text = alias.values().getOrDefault(assignment.value(), assignment.value());
                if (!byOwnName.contains(option)) put(here, option, text, assignment.place());
                return;
            }
        }
        unknownOption(assignment);
    }

    private static void put(Map<Option<?>, Given> target, Option<?> option, String text, String origin) {
        merge(target, option, new Given(text, origin));
    }

    private static void merge(Map<Option<?>, Given> target, Option<?> option, Given value) {
        Given before = target.get(option);
        boolean joined = option.multiple() && before != null;
        target.put(option, joined ? new Given(before.text() + "\n" + value.text(), value.origin()) : value);
    }

    private static Optional<? extends Option<?>> byName(Assignment assignment) {
        return Options.all().stream()
                .filter(option -> option.section().equals(assignment.section())
                        && option.name().equals(assignment.key()))
                .findFirst();
    }

    private void checkSection(Header header) {
        if (isSection(header.section()) || OsloSections.has(header.section().toLowerCase(Locale.ROOT))) return;
        faults.add(header.place() + ": there is no section [" + header.section() + "]"
                + OptionText.didYouMean(header.section(), Options.sections().keySet()));
    }

    private static boolean isSection(String written) {
        return Options.sections().keySet().stream()
                .anyMatch(name -> name.equals("DEFAULT") ? name.equals(written) : name.equalsIgnoreCase(written));
    }

    private void unknownOption(Assignment assignment) {
        if (!Options.sections().containsKey(assignment.section())) return;
        List<String> names = Options.in(assignment.section()).stream()
                .flatMap(option -> Stream.concat(
                        Stream.of(option.name()), option.aliases().stream().map(Option.Alias::name)))
                .toList();
        String hint = elsewhere(assignment.key()).orElseGet(() -> OptionText.didYouMean(assignment.key(), names));
        faults.add(assignment.place() + ": there is no option " + assignment.key() + " in [" + assignment.section()
                + "]" + hint);
    }

    private static Optional<String> elsewhere(String key) {
        return Options.all().stream()
                .filter(option -> option.name().equals(key))
                .findFirst()
                .map(option -> " (it belongs to [" + option.section() + "])");
    }

    private void unknownVariable(String name, Set<String> known) {
        String hint = OptionText.didYouMean(name, new TreeSet<>(known));
        boolean sectioned = Options.sections().keySet().stream()
                .anyMatch(section -> name.startsWith("DROVER_" + section.toUpperCase(Locale.ROOT) + "_"));
        List<String> complaints = sectioned ? faults : warnings;
        complaints.add("the environment variable " + name + " sets no option" + hint);
    }
}
