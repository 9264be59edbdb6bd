package io.drover.config;

import static io.drover.config.Kind.PATH;
import static io.drover.config.Kind.TEXT;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The section {@code [openstack]} of {@link Options}: keystoneauth's names. */
public final class CloudOptions {

    static final String SECTION = "openstack";

    private static final List<Option<?>> ALL = new ArrayList<>();

    public static final Option<String> CLOUD = add(Option.of(SECTION, "cloud", TEXT)
            .help("A cloud of clouds.yaml. Unset, and without auth_url here: OS_CLOUD, else the other OS_ variables."));
    public static final Option<String> AUTH_URL =
            add(Option.of(SECTION, "auth_url", TEXT).help("Keystone's URL."));
    public static final Option<String> USERNAME =
            add(Option.of(SECTION, "username", TEXT).help("User name."));
    public static final Option<String> PASSWORD =
            add(Option.of(SECTION, "password", TEXT).asSecret().help("The user's password."));
    public static final Option<String> PROJECT_NAME =
            add(Option.of(SECTION, "project_name", TEXT).help("Project of the token."));
    public static final Option<String> USER_DOMAIN_NAME =
            add(Option.of(SECTION, "user_domain_name", TEXT).help("Domain of the user."));
    public static final Option<String> USER_DOMAIN_ID =
            add(Option.of(SECTION, "user_domain_id", TEXT).help("The same by its id, which wins."));
    public static final Option<String> PROJECT_DOMAIN_NAME =
            add(Option.of(SECTION, "project_domain_name", TEXT).help("Domain of the project."));
    public static final Option<String> PROJECT_DOMAIN_ID =
            add(Option.of(SECTION, "project_domain_id", TEXT).help("The same by its id, which wins."));
    public static final Option<String> APPLICATION_CREDENTIAL_ID = add(
            Option.of(SECTION, "application_credential_id", TEXT).help("Application credential, in place of a user."));
    public static final Option<String> APPLICATION_CREDENTIAL_SECRET =
            add(Option.of(SECTION, "application_credential_secret", TEXT)
                    .asSecret()
                    .help("The secret of the application credential."));
    public static final Option<String> REGION_NAME =
            add(Option.of(SECTION, "region_name", TEXT).help("Region of the service catalogue."));
    public static final Option<CloudConfig.Interface> INTERFACE =
            add(Option.of(SECTION, "interface", CloudConfig.Interface.KIND)
                    .help("Which endpoints of the catalogue to use. Unset: public."));
    public static final Option<Path> CAFILE = add(Option.of(SECTION, "cafile", PATH)
            .help("PEM file of the certificate authorities to trust in place of the system's."));

    private CloudOptions() {}

    static List<Option<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    private static <T> Option<T> add(Option<T> option) {
        ALL.add(option);
        return option;
    }
}
