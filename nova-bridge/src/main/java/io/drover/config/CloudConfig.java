package io.drover.config;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How to reach an OpenStack cloud, and with which credentials.
 *
 * @param authUrl Keystone's, as given: with or without {@code /v3}
 * @param region of the catalogue; empty: the cloud has one
 * @param endpoints which of the catalogue's endpoints to use
 * @param cafile PEM file of authorities to trust in place of the system's
 */
public record CloudConfig(
        String authUrl, Credential credential, Optional<String> region, Interface endpoints, Optional<Path> cafile) {

    /**
     * @param warnings one sentence each
     * @throws InvalidConfiguration when there is no access, or not enough of it
     */
    public static CloudConfig of(Configuration configuration, Consumer<String> warnings) {
        return CloudAccounts.find(configuration, warnings);
    }

    /** The credentials. */
    public sealed interface Credential {}

    /**
     * @param userDomain means nothing when the user is told by an id; so does the project's
     */
    public record Password(Name user, String password, Name userDomain, Name project, Name projectDomain)
            implements Credential {
        @Override
        public String toString() {
            String whose = user.isId() ? "" : " of domain " + userDomain;
            return "user " + user + whose + " in project " + project;
        }
    }

    public record ApplicationCredential(String id, String secret) implements Credential {
        @Override
        public String toString() {
            return "application credential " + id;
        }
    }

    /**
     * A user, project or domain, by id or by name.
     *
     * @param isId whether {@code text} is its id
     */
    public record Name(String text, boolean isId) {
        @Override
        public String toString() {
            return text;
        }
    }

    /** Which endpoints of the catalogue. */
    public enum Interface {
        PUBLIC,
        INTERNAL,
        ADMIN;

        /** {@code internal}, or {@code internalURL} as older files write it. */
        static final Kind<Interface> KIND = Kind.oneOf(
                Stream.of(values()).map(OptionText::word).toList(), word -> valueOf(word.toUpperCase(Locale.ROOT)));

        static Interface parse(String text) {
            return KIND.parse(text.replaceFirst("URL$", ""));
        }
    }

    @Override
    public String toString() {
        return credential + " at " + authUrl
                + region.map(name -> ", region " + name).orElse("");
    }
}
