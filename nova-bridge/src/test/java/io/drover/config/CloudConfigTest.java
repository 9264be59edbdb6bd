package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.config.CloudConfig.ApplicationCredential;
import io.drover.config.CloudConfig.Interface;
import io.drover.config.CloudConfig.Name;
import io.drover.config.CloudConfig.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which cloud is meant: options, clouds.yaml and secure.yaml, environment. */
class CloudConfigTest extends CloudConfigScene {

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
}
