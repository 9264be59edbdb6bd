package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.config.CloudConfig.ApplicationCredential;
import io.drover.config.CloudConfig.Interface;
import io.drover.config.CloudConfig.Name;
import io.drover.config.CloudConfig.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudConfigTest {

    private static final String CLOUDS = """
            clouds:
              prod:
                auth:
                  auth_url: http://keystone:5000/v3
                  username: drover
                  password: clouds-secret
                  project_name: service
                  user-domain-name: Default
                  project_domain_id: default
                region_name: RegionOne
                interface: internalURL
                cacert: /etc/ssl/cloud.pem
              app:
                auth_type: v3applicationcredential
                auth: {auth_url: http://keystone:5000, application_credential_id: abc, application_credential_secret: 1234}
                regions: [{name: North}, South]
                verify: false
            """;

    @TempDir
    Path directory;

    private Scene scene;
    private final List<String> warnings = new ArrayList<>();

    @BeforeEach
    void machine() {
        scene = new Scene(directory);
    }

    @Test
    void readsACloudOfCloudsYaml() {
        scene.conf("[openstack]\ncloud=prod\n").file("etc/openstack/clouds.yaml", CLOUDS);
        assertThat(access())
                .isEqualTo(new CloudConfig(
                        "http://keystone:5000/v3",
                        new Password(
                                new Name("drover", false),
                                "clouds-secret",
                                new Name("Default", false),
                                new Name("service", false),
                                new Name("default", true)),
                        Optional.of("RegionOne"),
                        Interface.INTERNAL,
                        Optional.of(Path.of("/etc/ssl/cloud.pem"))));
    }

    @Test
    void readsAnApplicationCredentialAndTheFirstRegion() {
        scene.conf("[openstack]\ncloud=app\n").file("etc/openstack/clouds.yaml", CLOUDS);
        assertThat(access().credential()).isEqualTo(new ApplicationCredential("abc", "1234"));
        assertThat(access().region()).contains("North");
        assertThat(access().endpoints()).isEqualTo(Interface.PUBLIC);
        assertThat(warnings)
                .contains(
                        "cloud app switches off the verification of certificates, but Drover verifies: give a cafile");
    }

    @Test
    void searchesAsOpenstacksdkDoes() {
        scene.conf("[openstack]\ncloud=prod\n").file("etc/openstack/clouds.yaml", CLOUDS.replace("keystone:", "etc:"));
        assertThat(access().authUrl()).contains("etc");
        scene.file("home/.config/openstack/clouds.yml", CLOUDS.replace("keystone:", "home:"));
        assertThat(access().authUrl()).contains("home");
        scene.file("work/clouds.yaml", CLOUDS.replace("keystone:", "work:"));
        assertThat(access().authUrl()).contains("work");
        scene.file("work/named", CLOUDS.replace("keystone:", "named:")).variable("OS_CLIENT_CONFIG_FILE", "named");
        assertThat(access().authUrl()).contains("named");
    }

    @Test
    void secureYamlIsMergedOver() {
        scene.conf("[openstack]\ncloud=prod\n")
                .file("etc/openstack/clouds.yaml", CLOUDS)
                .file("home/.config/openstack/secure.yaml", "clouds: {prod: {auth: {password: from-secure}}}");
        assertThat(((Password) access().credential()).password()).isEqualTo("from-secure");
    }

    @Test
    void optionsWinOverTheCloudOneByOne() {
        scene.conf("[openstack]\ncloud=prod\nregion_name=Two\ninterface=admin\nproject_domain_name=Other\ncafile=/ca\n")
                .file("etc/openstack/clouds.yaml", CLOUDS)
                .variable("OS_USERNAME", "not-me");
        Password password = (Password) access().credential();
        assertThat(access().region()).contains("Two");
        assertThat(access().endpoints()).isEqualTo(Interface.ADMIN);
        assertThat(access().cafile()).contains(Path.of("/ca"));
        assertThat(password.user()).isEqualTo(new Name("drover", false));
        assertThat(password.projectDomain()).isEqualTo(new Name("Other", false));
    }

    @Test
    void anOwnApplicationCredentialReplacesTheCloudsUser() {
        scene.conf("[openstack]\ncloud=prod\napplication_credential_id=i\napplication_credential_secret=s\n")
                .file("etc/openstack/clouds.yaml", CLOUDS);
        assertThat(access().credential()).isEqualTo(new ApplicationCredential("i", "s"));
    }

    @Test
    void withOwnAuthUrlNothingElseCounts() {
        scene.conf("[openstack]\nauth_url=http://own:5000\nusername=u\npassword=p\nproject_name=x\n")
                .variable("OS_CLOUD", "prod")
                .variable("OS_REGION_NAME", "elsewhere");
        assertThat(access().region()).isEmpty();
        assertThat(((Password) access().credential()).userDomain()).isEqualTo(new Name("default", true));
    }

    @Test
    void fallsBackToOsCloudAndThenToTheOtherVariables() {
        scene.variable("OS_AUTH_URL", "http://env:5000/v3")
                .variable("OS_USERNAME", "u")
                .variable("OS_PASSWORD", "p")
                .variable("OS_PROJECT_ID", "42")
                .variable("OS_USER_DOMAIN_NAME", "Default")
                .variable("OS_PROJECT_DOMAIN_NAME", "Default")
                .variable("OS_ENDPOINT_TYPE", "internalURL")
                .variable("OS_CACERT", "/ca.pem");
        assertThat(((Password) access().credential()).project()).isEqualTo(new Name("42", true));
        assertThat(access().endpoints()).isEqualTo(Interface.INTERNAL);
        assertThat(access().cafile()).contains(Path.of("/ca.pem"));
        scene.variable("OS_CLOUD", "prod").file("work/clouds.yaml", CLOUDS);
        assertThat(access().authUrl()).isEqualTo("http://keystone:5000/v3");
    }

    @Test
    void scalarsAreTakenAsTheyStand() {
        scene.conf("[openstack]\ncloud=x\n").file("work/clouds.yaml", """
                clouds:
                  x:
                    auth:
                      auth_url: http://k
                      application_credential_id: 12345678901234567890e12345678901
                      application_credential_secret: %s
                    region_name: ~
                """.formatted("1e5"));
        assertThat(access().credential())
                .isEqualTo(new ApplicationCredential("12345678901234567890e12345678901", "1e5"));
        assertThat(access().region()).isEmpty();
        for (String secret : List.of("0123", "0x1F", "1_000", "yes", "1.0", "12:30:45", "2026-01-31", ".inf", "0o7")) {
            scene.file(
                    "work/clouds.yaml",
                    "clouds: {x: {auth: {auth_url: http://k, username: u, project_name: no, password: " + secret
                            + "}}}");
            Password read = (Password) access().credential();
            assertThat(read.password()).isEqualTo(secret);
            assertThat(read.project()).isEqualTo(new Name("no", false));
        }
    }

    @Test
    void idsAndOldNamesAreTakenAsKeystoneauthTakesThem() {
        scene.conf("[openstack]\ncloud=byid\n").file("work/clouds.yaml", """
                clouds:
                  byid: {auth: {auth_url: http://k, user_id: 0f4c, password: p, project_id: 1122}}
                  tenant: {auth: {auth_url: http://k, user-name: u, password: p, tenant_name: t, domain_id: d}}
                  default: {auth: {auth_url: http://k, username: u, password: p, tenant_id: 7, default_domain_name: D}}
                """);
        Name standard = new Name("default", true);
        assertThat(access().credential())
                .isEqualTo(new Password(new Name("0f4c", true), "p", standard, new Name("1122", true), standard))
                .hasToString("user 0f4c in project 1122");
        Name domain = new Name("d", true);
        scene.conf("[openstack]\ncloud=tenant\n");
        assertThat(access().credential())
                .isEqualTo(new Password(new Name("u", false), "p", domain, new Name("t", false), domain));
        Name named = new Name("D", false);
        scene.conf("[openstack]\ncloud=default\n");
        assertThat(access().credential())
                .isEqualTo(new Password(new Name("u", false), "p", named, new Name("7", true), named));
    }

    @Test
    void whatChangesWhomOneTalksToIsTold() {
        scene.conf("[openstack]\ncloud=x\n");
        String user = "auth_url: http://k, username: u, password: p";
        for (String[] each : new String[][] {
            {"{auth: {" + user + ", system_scope: all}}", "cloud x: system_scope is not supported"},
            {"{auth: {" + user + ", trust_id: t}}", "cloud x: trust_id is not supported"},
            {
                "{auth: {" + user + ", domain_name: d}}",
                "cloud x is scoped to a domain, and Drover needs a project: set project_name"
            },
            {
                "{auth: {" + user + ", project_name: s}, identity_api_version: 2}",
                "cloud x wants version 2 of Keystone's API, and Drover speaks 3"
            },
            {
                "{auth: {auth_url: k:5000, username: u, password: p, project_name: s}}",
                "cloud x: auth_url is a http or https address, not \"k:5000\""
            },
        }) {
            scene.file("work/clouds.yaml", "clouds: {x: " + each[0] + "}");
            refused(each[1]);
        }
        warnings.clear();
        scene.file(
                "work/clouds.yaml",
                "clouds: {x: {auth: {" + user
                        + ", project_name: s}, verify: no, compute_endpoint_override: http://n}}");
        access();
        assertThat(warnings)
                .contains(
                        "cloud x switches off the verification of certificates, but Drover verifies: give a cafile",
                        "cloud x: compute_endpoint_override is not followed");
    }

    @Test
    void anAuthTypeOfPasswordLeavesTheApplicationCredentialAside() {
        scene.conf("[openstack]\ncloud=x\n")
                .file(
                        "work/clouds.yaml",
                        "clouds: {x: {auth_type: password, auth: {auth_url: http://k, username: u, password: p,"
                                + " project_name: s, application_credential_id: i}}}");
        assertThat(access().credential()).isInstanceOf(Password.class);
    }

    @Test
    void everyMistakeIsOneSentence() {
        refused("there is no access to OpenStack: set [openstack] cloud or auth_url, or the OS_ variables");
        scene.conf("[openstack]\ncloud=prot\n");
        refused("cloud prot is asked for, but there is no clouds.yaml in work, home/.config/openstack, etc/openstack");
        scene.file("work/clouds.yaml", CLOUDS);
        refused("work/clouds.yaml has no cloud prot (did you mean prod?)");
        scene.file("work/clouds.yaml", "clouds: [");
        refused("work/clouds.yaml is not YAML: expected the node content, but found '<stream end>' at line 1");
        scene.file("work/clouds.yaml", "a: 1");
        refused("work/clouds.yaml has no mapping named clouds");
        scene.file("work/clouds.yaml", "clouds: {prot: {profile: vexxhost}}");
        refused("work/clouds.yaml: cloud prot relies on a vendor profile; write its auth_url out");
        scene.file("work/clouds.yaml", "clouds: {prot: {auth: {auth_url: http://k, username: u}}}");
        refused("cloud prot has no password");
        scene.file("work/clouds.yaml", "clouds: {prot: {auth_type: v3token, auth: {auth_url: http://k, token: t}}}");
        refused("cloud prot: auth_type v3token is not supported: use a password or an application credential by id");
        scene.conf("[openstack]\nauth_url=http://k\nusername=u\npassword=p\n");
        refused("[openstack] has no project_name");
    }

    @Test
    void aPasswordThatYamlTakesForSomethingElseIsNotQuoted() {
        scene.conf("[openstack]\ncloud=x\n");
        for (String password : List.of("!s3cr3t", "!!s3cr3t", "!s3!cr3t", "*s3cr3t", "&s3cr3t", "@s3cr3t", "%s3cr3t")) {
            scene.file(
                    "work/clouds.yaml", "clouds:\n  x:\n    auth:\n      password: " + password + " x\n      a: *b\n");
            assertThatThrownBy(this::access)
                    .as(password)
                    .isInstanceOf(InvalidConfiguration.class)
                    .message()
                    .contains("is not YAML: ", " at line ")
                    .doesNotContain("s3", "cr3t");
        }
    }

    @Test
    void aValueThatDoesNotFitItsTagIsTold() {
        scene.conf("[openstack]\ncloud=x\n");
        for (String value : List.of("!!int s3cr3t", "!!float s3cr3t", "!!timestamp s3cr3t", "!!binary s3cr3t%")) {
            scene.file("work/clouds.yaml", "clouds: {x: {auth: {auth_url: http://k, password: " + value + "}}}");
            assertThatThrownBy(this::access)
                    .as(value)
                    .isInstanceOf(InvalidConfiguration.class)
                    .message()
                    .doesNotContain("s3cr3t");
        }
    }

    @Test
    void aYamlTagCreatesNothing() {
        scene.conf("[openstack]\ncloud=x\n").file("work/clouds.yaml", "clouds: !!javax.script.ScriptEngineManager []");
        assertThatThrownBy(this::access)
                .isInstanceOf(InvalidConfiguration.class)
                .hasMessageContaining("is not YAML");
    }

    @Test
    void tellsNoSecretsAndWarnsWhenOthersCanReadThem() throws IOException {
        scene.conf("[openstack]\ncloud=prod\n").file("etc/openstack/clouds.yaml", CLOUDS);
        Path file = directory.resolve("etc/openstack/clouds.yaml");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(access().toString())
                .isEqualTo(
                        "user drover of domain Default in project service at http://keystone:5000/v3, region RegionOne");
        assertThat(new ApplicationCredential("abc", "secret").toString()).doesNotContain("secret");
        assertThat(warnings).containsExactly(file + " holds secrets and every user can read it: chmod o-r");
        assertThat(new BusConfig("rabbit://u:p1@h:5672,u:p2@h2/v", Optional.empty(), Optional.empty()).toString())
                .isEqualTo("rabbit://***@h2/v");
    }

    private CloudConfig access() {
        return CloudConfig.of(scene.load(), warnings::add);
    }

    private void refused(String sentence) {
        assertThatThrownBy(this::access)
                .isInstanceOfSatisfying(
                        InvalidConfiguration.class,
                        e -> assertThat(e.faults().stream()
                                        .map(fault -> scene.local(fault + "/").replaceAll("/$", "")))
                                .containsExactly(sentence));
    }
}
