package io.drover.openstack;

import java.util.Map;
import org.openstack4j.model.common.Identifier;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth;
import org.openstack4j.openstack.identity.v3.domain.KeystoneAuth.AuthScope;

/** Who Drover is to Keystone. The secret is in no text that a credential prints. */
public sealed interface CloudCredentials {

    /** The document that Keystone wants. */
    KeystoneAuth document();

    /**
     * A user's password, scoped to a project.
     *
     * @param userDomain null when {@code user} is an id
     * @param projectDomain null when {@code project} is an id
     */
    record Password(
            Identifier user, Identifier userDomain, String password, Identifier project, Identifier projectDomain)
            implements CloudCredentials {

        @Override
        public KeystoneAuth document() {
            AuthScope scope =
                    project.isTypeID() ? AuthScope.project(project) : AuthScope.project(project, projectDomain);
            return new KeystoneAuth(user.getId(), password, user.isTypeID() ? null : userDomain, scope);
        }

        @Override
        public String toString() {
            return "user " + user.getId() + " of project " + project.getId();
        }
    }

    /** An application credential; its project and roles are its own. */
    record ApplicationCredential(String id, String secret) implements CloudCredentials {

        @Override
        public KeystoneAuth document() {
            return new ApplicationCredentialAuth(id, secret);
        }

        @Override
        public String toString() {
            return "application credential " + id;
        }
    }

    /**
     * @param options keystoneauth's: {@code username}, {@code password}, {@code project_name}, …, or
     *     {@code application_credential_id} and {@code _secret}
     * @throws IllegalArgumentException with one sentence that names the option
     */
    static CloudCredentials of(Map<String, String> options) {
        if (options.containsKey("application_credential_id")) {
            return new ApplicationCredential(
                    options.get("application_credential_id"), wanted(options, "application_credential_secret"));
        }
        Identifier user = identifier(options, "user_id", "username");
        Identifier project = identifier(options, "project_id", "project_name");
        return new Password(
                user,
                user.isTypeID() ? null : domain(options, "user"),
                wanted(options, "password"),
                project,
                project.isTypeID() ? null : domain(options, "project"));
    }

    private static Identifier domain(Map<String, String> options, String of) {
        return identifier(options, of + "_domain_id", of + "_domain_name");
    }

    private static Identifier identifier(Map<String, String> options, String id, String name) {
        String known = options.get(id);
        return known != null ? Identifier.byId(known) : Identifier.byName(wanted(options, name));
    }

    private static String wanted(Map<String, String> options, String name) {
        String value = options.get(name);
        if (value == null || value.isBlank()) throw new IllegalArgumentException("the option " + name + " is missing");
        return value;
    }
}
