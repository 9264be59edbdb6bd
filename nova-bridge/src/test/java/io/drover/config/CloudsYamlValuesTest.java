package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.config.CloudConfig.ApplicationCredential;
import io.drover.config.CloudConfig.Name;
import io.drover.config.CloudConfig.Password;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the values of clouds.yaml are read. */
class CloudsYamlValuesTest extends CloudConfigScene {

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
}
