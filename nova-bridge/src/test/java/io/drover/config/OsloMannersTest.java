package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.config.CloudConfig.ApplicationCredential;
import io.drover.config.CloudConfig.Interface;
import io.drover.config.CloudConfig.Name;
import io.drover.config.CloudConfig.Password;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as kolla-ansible, DevStack and openstack-helm write them for every service. */
class OsloMannersTest {

    /** kolla-ansible's ansible/roles/masakari/templates/masakari.conf.j2, commit 1a68181, filled in. */
    private static final String KOLLA = """
            [DEFAULT]
            transport_url = rabbit://openstack:secret@10.0.0.1:5671//
            log_dir = /var/log/kolla/drover
            [keystone_authtoken]
            service_type = instance-ha
            www_authenticate_uri = https://10.0.0.9:5000
            auth_url = https://10.0.0.9:5000
            auth_type = password
            project_domain_id = default
            user_domain_id = default
            project_name = service
            username = drover
            password = kolla-secret
            cafile = /etc/ssl/certs/ca.pem
            region_name = RegionOne
            memcache_security_strategy = ENCRYPT
            memcache_secret_key = memcache-secret
            memcached_servers = 10.0.0.1:11211
            [oslo_messaging_rabbit]
            use_queue_manager = true
            heartbeat_in_pthread = false
            heartbeat_timeout_threshold = 30
            rabbit_quorum_queue = true
            ssl = true
            ssl_ca_file = /etc/ssl/certs/ca.pem
            [oslo_concurrency]
            lock_path = /var/lib/drover/tmp
            """;

    @TempDir
    private Path directory;

    private Scene scene;

    @BeforeEach
    void machine() {
        scene = new Scene(directory);
    }

    private CloudConfig cloud() {
        return CloudConfig.of(scene.load(), warning -> {});
    }

    @Test
    void kollasFileIsUnderstood() {
        scene.conf(KOLLA);
        assertThat(cloud())
                .isEqualTo(new CloudConfig(
                        "https://10.0.0.9:5000",
                        new Password(
                                new Name("drover", false),
                                "kolla-secret",
                                new Name("default", true),
                                new Name("service", false),
                                new Name("default", true)),
                        Optional.of("RegionOne"),
                        Interface.PUBLIC,
                        Optional.of(Path.of("/etc/ssl/certs/ca.pem"))));
        assertThat(BusConfig.of(scene.load()).transportUrl())
                .isEqualTo("rabbit://openstack:secret@10.0.0.1:5671//?ssl=1&ssl_ca_file=%2Fetc%2Fssl%2Fcerts%2Fca.pem");
    }

    @Test
    void whatIsNotFollowedIsOneSentenceForEachSectionWithoutValues() {
        scene.conf(KOLLA);
        assertThat(scene.load().warnings())
                .containsExactly(
                        "[keystone_authtoken] memcache_secret_key, memcache_security_strategy, memcached_servers,"
                                + " service_type, www_authenticate_uri are not followed",
                        "[oslo_concurrency] lock_path is not followed",
                        "[oslo_messaging_rabbit] heartbeat_in_pthread, heartbeat_timeout_threshold,"
                                + " rabbit_quorum_queue, use_queue_manager are not followed");
    }

    @Test
    void aServiceUserWinsOverTheTokenMiddlewareAndOpenstackOverBoth() {
        scene.conf("""
                [DEFAULT]
                transport_url = rabbit://h
                [keystone_authtoken]
                auth_url = http://keystone:5000
                username = nova
                password = theirs
                project_name = service
                [service_user]
                username = drover
                password = ours
                valid_interfaces = internal, public
                """);
        assertThat(cloud().credential().toString()).isEqualTo("user drover of domain default in project service");
        assertThat(cloud().endpoints()).isEqualTo(Interface.INTERNAL);
        scene.variable("DROVER_OPENSTACK_USERNAME", "other");
        assertThat(cloud().credential().toString()).startsWith("user other ");
        scene.variable("DROVER_OPENSTACK_AUTH_URL", "http://other:5000")
                .variable("DROVER_OPENSTACK_PASSWORD", "p")
                .variable("DROVER_OPENSTACK_PROJECT_NAME", "mine");
        assertThat(cloud().authUrl()).isEqualTo("http://other:5000");
        assertThat(cloud().credential().toString()).endsWith("in project mine");
        assertThat(scene.load().warnings())
                .contains("[service_user] is not followed: [openstack] says how to reach the cloud");
    }

    @Test
    void anApplicationCredentialIsOneThereToo() {
        scene.conf("""
                [service_user]
                auth_type = v3applicationcredential
                auth_url = http://keystone:5000
                application_credential_id = abc
                application_credential_secret = def
                """);
        assertThat(cloud().credential()).isEqualTo(new ApplicationCredential("abc", "def"));
    }

    @Test
    void anotherKindOfAccessIsRefusedWithItsPlace() {
        scene.conf("[service_user]\nauth_url = http://k\nauth_type = v3oidcpassword\n");
        assertThat(scene.faults())
                .containsExactly("etc/drover/drover.conf:3: [service_user] auth_type \"v3oidcpassword\" is not"
                        + " supported: use password or v3applicationcredential");
    }

    @Test
    void whatTheUrlSaysOfTlsWins() {
        String tls = "\n[oslo_messaging_rabbit]\nssl = true\nssl_ca_file = /a b.pem\nssl_cert_file = /c.pem\n";
        scene.conf("[DEFAULT]\ntransport_url = rabbit://h/v?ssl=0" + tls);
        assertThat(BusConfig.of(scene.load()).transportUrl()).isEqualTo("rabbit://h/v?ssl=0");
        scene.conf("[DEFAULT]\ntransport_url = rabbit://h/v?ssl_ca_file=/x.pem" + tls);
        assertThat(scene.faults()).singleElement().asString().contains("names TLS files but does not say ssl=1");
        scene.conf("[DEFAULT]\ntransport_url = rabbit://h" + tls + "[migration]\nnotification_url = rabbit://n?a=b");
        assertThat(BusConfig.of(scene.load()).transportUrl())
                .isEqualTo("rabbit://h?ssl=1&ssl_ca_file=%2Fa+b.pem&ssl_cert_file=%2Fc.pem");
        assertThat(SupervisionConfig.of(scene.load())
                        .notifications()
                        .orElseThrow()
                        .url())
                .isEqualTo("rabbit://n?a=b&ssl=1&ssl_ca_file=%2Fa+b.pem&ssl_cert_file=%2Fc.pem");
    }

    @Test
    void aSlipInANameIsShown() {
        scene.conf("[oslo_messaging_rabbit]\nssl_cafile = /x\n[oslo_messaging_rabit]\nssl = true\n");
        assertThat(scene.load().warnings())
                .containsExactly(
                        "[oslo_messaging_rabbit] ssl_cafile (did you mean ssl_ca_file?) is not followed",
                        "[oslo_messaging_rabit] ssl is not followed");
    }

    @Test
    void directoriesAreReadAfterTheFilesByName() {
        scene.conf("[DEFAULT]\nhost = one\ngroup = g\n")
                .file("more/10.conf", "[DEFAULT]\nhost = two\n")
                .file("more/20.conf", "[DEFAULT]\nhost = three\n")
                .file("more/30.txt", "nonsense");
        List<Path> directories = new ArrayList<>(List.of(directory.resolve("more")));
        Configuration both = Configuration.load(List.of(), directories, scene.environment(), java.util.Map.of());
        assertThat(both.get(Options.HOST)).isEqualTo("three");
        assertThat(both.get(Options.GROUP)).isEqualTo("g");
    }
}
