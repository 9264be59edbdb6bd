package io.drover.config;

import io.drover.config.CloudConfig.ApplicationCredential;
import io.drover.config.CloudConfig.Name;
import io.drover.config.CloudConfig.Password;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The configured access to a cloud as the session wants it. */
public final class Accounts {

    private Accounts() {}

    public static io.drover.openstack.CloudAccess session(CloudConfig access) {
        Map<String, String> options = new TreeMap<>();
        options.put("auth_url", access.authUrl());
        options.put("interface", access.endpoints().name().toLowerCase(Locale.ROOT));
        access.region().ifPresent(region -> options.put("region_name", region));
        access.cafile().ifPresent(file -> options.put("cafile", file.toString()));
        if (access.credential() instanceof Password password) user(password, options);
        else if (access.credential() instanceof ApplicationCredential credential) {
            options.put("application_credential_id", credential.id());
            options.put("application_credential_secret", credential.secret());
        }
        return io.drover.openstack.CloudAccess.of(options);
    }

    private static void user(Password password, Map<String, String> options) {
        options.put(
                password.user().isId() ? "user_id" : "username", password.user().text());
        options.put("password", password.password());
        put(options, "user_domain", password.userDomain());
        put(options, "project", password.project());
        put(options, "project_domain", password.projectDomain());
    }

    private static void put(Map<String, String> options, String what, Name name) {
        options.put(what + (name.isId() ? "_id" : "_name"), name.text());
    }
}
