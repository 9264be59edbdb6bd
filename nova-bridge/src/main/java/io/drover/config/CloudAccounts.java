package io.drover.config;

import io.drover.config.CloudConfig.ApplicationCredential;
import io.drover.config.CloudConfig.Credential;
import io.drover.config.CloudConfig.Interface;
import io.drover.config.CloudConfig.Name;
import io.drover.config.CloudConfig.Password;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the cloud to use. The base is the cloud that {@code [openstack] cloud} names; else nothing, when
 * {@code auth_url} is set there; else the cloud that {@code OS_CLOUD} names; else the {@code OS_} variables. The
 * options of {@code [openstack]} then win over the base, key by key.
 */
final class CloudAccounts {

    private static final List<Option<String>> NAMES = List.of(
            CloudOptions.AUTH_URL,
            CloudOptions.USERNAME,
            CloudOptions.PASSWORD,
            CloudOptions.PROJECT_NAME,
            CloudOptions.USER_DOMAIN_NAME,
            CloudOptions.PROJECT_DOMAIN_NAME,
            CloudOptions.USER_DOMAIN_ID,
            CloudOptions.PROJECT_DOMAIN_ID,
            CloudOptions.APPLICATION_CREDENTIAL_ID,
            CloudOptions.APPLICATION_CREDENTIAL_SECRET,
            CloudOptions.REGION_NAME);

    private static final List<String> PASSWORDS = List.of("password", "v3password");
    private static final Pattern HTTP =
            Pattern.compile("https?://[^\\s/:?#\\[\\]@][^\\s@]*|https?://\\[[0-9a-fA-F:.]+\\][^\\s@]*");

    private final Configuration configuration;
    private final Consumer<String> warnings;
    private final Map<String, String> keys = new LinkedHashMap<>();
    private String from = "[openstack]";

    private CloudAccounts(Configuration configuration, Consumer<String> warnings) {
        this.configuration = configuration;
        this.warnings = warnings;
    }

    /** @throws InvalidConfiguration when something is missing or contradictory */
    static CloudConfig find(Configuration configuration, Consumer<String> warnings) {
        CloudAccounts accounts = new CloudAccounts(configuration, warnings);
        accounts.base();
        CloudKeys.settle(accounts.keys, accounts.from, warnings);
        accounts.overlay();
        return accounts.access();
    }

    private void base() {
        Optional<String> cloud = configuration.find(CloudOptions.CLOUD);
        if (cloud.isEmpty() && configuration.find(CloudOptions.AUTH_URL).isPresent()) return;
        Optional<String> named = cloud.or(() -> variable("OS_CLOUD"));
        if (named.isPresent()) {
            from = "cloud " + named.get();
            keys.putAll(new CloudsYaml(configuration.environment(), warnings).cloud(named.get()));
        } else {
            from = "the OS_ variables";
            configuration.environment().variables().forEach((name, value) -> {
                if (name.startsWith("OS_") && !value.isEmpty())
                    keys.put(name.substring(3).toLowerCase(Locale.ROOT), value);
            });
        }
    }

    private Optional<String> variable(String name) {
        return configuration.environment().variable(name);
    }

    private void overlay() {
        boolean own = configuration.find(CloudOptions.APPLICATION_CREDENTIAL_ID).isPresent();
        if (own || configuration.find(CloudOptions.USERNAME).isPresent()) {
            Stream.of(
                            "auth_type",
                            "username",
                            "user_id",
                            "password",
                            "application_credential_id",
                            "application_credential_secret")
                    .forEach(keys::remove);
        }
        for (Option<String> option : NAMES) {
            configuration.find(option).ifPresent(text -> {
                keys.put(option.name(), text);
                if (option.name().endsWith("_name")) keys.remove(option.name().replace("_name", "_id"));
            });
        }
    }

    private CloudConfig access() {
        if (keys.get("auth_url") == null) {
            throw new InvalidConfiguration(
                    "there is no access to OpenStack: set [openstack] cloud or auth_url, or the OS_ variables");
        }
        return new CloudConfig(
                authUrl(),
                credential(),
                Optional.ofNullable(keys.get("region_name")),
                endpoints(),
                configuration.find(CloudOptions.CAFILE).or(() -> key("cacert").map(Path::of)));
    }

    private Credential credential() {
        String type = keys.getOrDefault("auth_type", "");
        if (keys.containsKey("application_credential_id") && !PASSWORDS.contains(type)) {
            return new ApplicationCredential(
                    required("application_credential_id"), required("application_credential_secret"));
        }
        if (!type.isEmpty() && !PASSWORDS.contains(type)) {
            throw new InvalidConfiguration(from + ": auth_type " + type
                    + " is not supported: use a password or an application credential by id");
        }
        return new Password(
                key("user_id").map(id -> new Name(id, true)).orElseGet(() -> new Name(required("username"), false)),
                required("password"),
                name("user_domain").orElseGet(CloudAccounts::defaultDomain),
                name("project").orElseThrow(this::unscoped),
                name("project_domain").orElseGet(CloudAccounts::defaultDomain));
    }

    /** What Keystone creates at its bootstrap, and the openstack command assumes. */
    private static Name defaultDomain() {
        return new Name("default", true);
    }

    private Optional<Name> name(String what) {
        return key(what + "_id")
                .map(id -> new Name(id, true))
                .or(() -> key(what + "_name").map(name -> new Name(name, false)));
    }

    private Interface endpoints() {
        Optional<Interface> set = configuration.find(CloudOptions.INTERFACE);
        if (set.isPresent()) return set.get();
        String text = key("interface").orElse("public");
        try {
            return Interface.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(from + ": interface \"" + text + "\" " + e.getMessage());
        }
    }

    private Optional<String> key(String name) {
        return Optional.ofNullable(keys.get(name));
    }

    private String authUrl() {
        String url = required("auth_url");
        if (HTTP.matcher(url).matches()) return url;
        throw new InvalidConfiguration(from + ": auth_url is a http or https address, not \"" + url + "\"");
    }

    private InvalidConfiguration unscoped() {
        if (!keys.containsKey("domain_id") && !keys.containsKey("domain_name")) return missing("project_name");
        return new InvalidConfiguration(from + " is scoped to a domain, and Drover needs a project: set project_name");
    }

    private String required(String name) {
        return key(name).orElseThrow(() -> missing(name));
    }

    private InvalidConfiguration missing(String name) {
        return new InvalidConfiguration(from + " has no " + name);
    }
}
