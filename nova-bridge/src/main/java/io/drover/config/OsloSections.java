package io.drover.config;

import io.drover.config.IniFile.Assignment;
import io.drover.config.OptionSources.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Sections that a deployment's tools write into the file of every service. Access to the cloud is taken from them where
 * {@code [openstack]} has none; what is not followed is told in one sentence for each section, without its values.
 */
final class OsloSections {

    /** keystonemiddleware's, the one that wins first. */
    private static final List<String> ACCESS = List.of("service_user", "keystone_authtoken");

    private static final String OSLO = "oslo_";
    private static final Set<String> AUTH_TYPES = Set.of("", "password", "v3password", "v3applicationcredential");

    /** By section and name, the last one. */
    private final Map<String, Map<String, Assignment>> found = new TreeMap<>();

    private final List<String> faults;
    private final List<String> warnings;

    OsloSections(List<String> faults, List<String> warnings) {
        this.faults = faults;
        this.warnings = warnings;
    }

    /** In lower case. */
    static boolean has(String section) {
        return section.startsWith(OSLO) || ACCESS.contains(section);
    }

    void add(Assignment assignment) {
        found.computeIfAbsent(assignment.section(), section -> new LinkedHashMap<>())
                .put(assignment.key(), assignment);
    }

    /** When all sources are read: what they mean goes into {@code given}. */
    void settle(Map<Option<?>, Given> given) {
        boolean own = set(given, CloudOptions.CLOUD) || set(given, CloudOptions.AUTH_URL);
        for (String section : ACCESS) {
            Map<String, Assignment> all = found.remove(section);
            if (all == null) continue;
            if (own) warnings.add("[" + section + "] is not followed: [openstack] says how to reach the cloud");
            else take(section, all, given);
        }
        found.forEach((section, all) -> leave(section, new ArrayList<>(all.keySet())));
    }

    private static boolean set(Map<Option<?>, Given> given, Option<?> option) {
        return given.containsKey(option) && !given.get(option).text().isBlank();
    }

    private void take(String section, Map<String, Assignment> all, Map<Option<?>, Given> given) {
        List<String> left = new ArrayList<>();
        all.forEach((name, assignment) -> {
            String text = assignment.value();
            if (name.equals("auth_type") || name.equals("auth_plugin")) type(assignment);
            else if (name.equals("valid_interfaces")) interfaces(assignment, given);
            else {
                CloudOptions.all().stream()
                        .filter(option -> option.name().equals(name) && !option.equals(CloudOptions.CLOUD))
                        .findFirst()
                        .ifPresentOrElse(
                                option -> given.putIfAbsent(option, new Given(text, assignment.place())),
                                () -> left.add(name));
            }
        });
        leave(section, left);
    }

    private void type(Assignment assignment) {
        if (AUTH_TYPES.contains(assignment.value())) return;
        faults.add(assignment.place() + ": [" + assignment.section() + "] auth_type \"" + assignment.value()
                + "\" is not supported: use password or v3applicationcredential");
    }

    private static void interfaces(Assignment assignment, Map<Option<?>, Given> given) {
        String first = assignment.value().split(",", 2)[0].strip();
        given.putIfAbsent(CloudOptions.INTERFACE, new Given(first, assignment.place()));
    }

    private void leave(String section, List<String> names) {
        if (names.isEmpty()) return;
        List<String> known = Options.in(section).stream().map(Option::name).toList();
        List<String> told = names.stream()
                .sorted()
                .map(name -> name + OptionText.didYouMean(name, known))
                .toList();
        warnings.add(
                "[" + section + "] " + String.join(", ", told) + (told.size() == 1 ? " is" : " are") + " not followed");
    }
}
