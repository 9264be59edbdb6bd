package io.drover.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The keys of a cloud in clouds.yaml, or of the {@code OS_} variables, brought to keystoneauth's newest names as
 * openstacksdk does it. What would make Drover talk to another service or as somebody else and is not supported is
 * refused; what is only left aside is a warning.
 */
final class CloudKeys {

    /** Old name, new name. */
    private static final Map<String, String> RENAMED = Map.of(
            "tenant_id", "project_id",
            "tenant_name", "project_name",
            "user_name", "username",
            "endpoint_type", "interface",
            "ca_cert", "cacert",
            "cafile", "cacert");

    /** Other scopes and identities than a user's or an application credential's in a project. */
    private static final Set<String> REFUSED = Set.of("system_scope", "trust_id", "passcode");

    private static final Set<String> FALSE = Set.of("false", "no", "off", "n", "0");
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y", "1");
    private static final List<String> LEFT_ASIDE =
            List.of("_endpoint_override", "_endpoint", "_interface", "_region_name", "_service_type", "_service_name");

    private final Map<String, String> keys;
    private final String from;

    private CloudKeys(Map<String, String> keys, String from) {
        this.keys = keys;
        this.from = from;
    }

    /**
     * @param keys changed in place
     * @param from where they are from, for people
     * @throws InvalidConfiguration when they ask for what is not supported
     */
    static void settle(Map<String, String> keys, String from, Consumer<String> warnings) {
        CloudKeys all = new CloudKeys(keys, from);
        RENAMED.forEach(all::rename);
        all.spreadDomains();
        all.refuse();
        all.warn(warnings);
    }

    /** The new name wins. */
    private void rename(String old, String now) {
        String value = keys.remove(old);
        if (value != null) keys.putIfAbsent(now, value);
    }

    /** Beside a project, a domain is the user's and the project's where these name none. */
    private void spreadDomains() {
        boolean project = keys.containsKey("project_id") || keys.containsKey("project_name");
        for (String domain : List.of(project ? "domain" : "", "default_domain")) {
            if (domain.isEmpty()) continue;
            for (String of : List.of("user_domain", "project_domain")) {
                if (keys.containsKey(of + "_id") || keys.containsKey(of + "_name")) continue;
                copy(domain + "_id", of + "_id");
                copy(domain + "_name", of + "_name");
            }
        }
    }

    private void copy(String from, String to) {
        if (keys.containsKey(from)) keys.put(to, keys.get(from));
    }

    private void refuse() {
        for (String key : REFUSED) {
            if (keys.containsKey(key)) throw new InvalidConfiguration(from + ": " + key + " is not supported");
        }
        String version = keys.getOrDefault("identity_api_version", keys.getOrDefault("auth_version", "3"));
        if (!version.matches("v?3(\\.\\d+)?")) {
            throw new InvalidConfiguration(
                    from + " wants version " + version + " of Keystone's API, and Drover speaks 3");
        }
    }

    private void warn(Consumer<String> warnings) {
        if (says(FALSE, "verify") || says(TRUE, "insecure")) {
            warnings.accept(
                    from + " switches off the verification of certificates, but Drover verifies: give a cafile");
        }
        keys.keySet().stream()
                .filter(key -> LEFT_ASIDE.stream().anyMatch(key::endsWith) || key.equals("cert") || key.equals("key"))
                .sorted()
                .forEach(key -> warnings.accept(from + ": " + key + " is not followed"));
    }

    private boolean says(Set<String> words, String key) {
        return keys.containsKey(key) && words.contains(keys.get(key).toLowerCase(Locale.ROOT));
    }
}
