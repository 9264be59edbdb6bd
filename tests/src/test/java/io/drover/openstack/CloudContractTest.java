package io.drover.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Drover takes for granted of any OpenStack: the real one and our emulator. */
@Tag("cloud")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(CloudUnderTest.class)
class CloudContractTest {

    private CloudUnderTest cloud;
    private NovaClient nova;
    private Server server;
    private String source;
    private String destination;

    @BeforeAll
    void boot(CloudUnderTest cloud) throws InterruptedException {
        this.cloud = cloud;
        nova = cloud.nova();
        List<String> hosts = cloud.hosts();
        assertThat(hosts).hasSizeGreaterThanOrEqualTo(2);
        source = hosts.get(0);
        destination = hosts.get(1);
        server = cloud.boot("openstack-contract", source);
    }

    @Test
    void keystoneGivesATokenWithRolesAndACatalog() {
        Token token = cloud.session().token();
        assertThat(token.roles()).contains("admin");
        assertThat(token.lifetime()).isPositive();
        assertThat(token.clockSkew().abs()).isLessThan(Duration.ofSeconds(5));
        assertThat(cloud.session().token()).isSameAs(token);
        assertThat(token.toString()).doesNotContain(token.id());
    }

    @Test
    void aWrongPasswordIsUnauthenticated() {
        CloudAccess right = CloudUnderTest.access();
        CloudCredentials wrong = CloudCredentials.of(Map.of(
                "username", "admin",
                "password", "not the password",
                "project_name", "admin",
                "user_domain_name", "Default",
                "project_domain_name", "Default"));
        Session session = new Session(with(right.authUrl(), wrong), InstantSource.system());
        assertThatThrownBy(session::token)
                .isInstanceOf(CloudException.Unauthenticated.class)
                .hasMessageContaining("Keystone answered 401")
                .message()
                .doesNotContain("not the password");
    }

    @Test
    void nobodyAtTheAddressIsUnavailableAndDidNothing() {
        CloudAccess nowhere = with(
                URI.create("http://127.0.0.1:9/v3"), CloudUnderTest.access().credentials());
        CloudException e =
                catchThrowableOfType(CloudException.class, () -> new Session(nowhere, InstantSource.system()).token());
        assertThat(e.retryable()).isTrue();
        assertThat(e.uncertain()).isFalse();
    }

    private static CloudAccess with(URI authUrl, CloudCredentials credentials) {
        CloudAccess right = CloudUnderTest.access();
        return new CloudAccess(
                authUrl,
                credentials,
                right.region(),
                right.facing(),
                right.cafile(),
                right.connectTimeout(),
                right.readTimeout());
    }

    @Test
    void microversionsAreTheHighestThatBothKnow() {
        assertThat(nova.microversion()).isBetween(NovaClient.LEAST, NovaClient.NEWEST);
        assertThat(cloud.placement().microversion()).isBetween(PlacementClient.LEAST, PlacementClient.NEWEST);
    }

    @Test
    void aComputeServiceIsFoundByItsHost() {
        ComputeService service = nova.computeService(source).orElseThrow();
        assertThat(service.host()).isEqualTo(source);
        assertThat(service.open()).isTrue();
        assertThat(service.zone()).isNotEmpty();
        assertThat(nova.computeService("nowhere")).isEmpty();
    }

    @Test
    void aHypervisorHasAnUptimeAndIsAResourceProvider() {
        Hypervisor found = nova.hypervisorOf(source).orElseThrow();
        Hypervisor shown = nova.hypervisor(found.id());
        assertThat(shown.host()).isEqualTo(source);
        assertThat(shown.up()).isTrue();
        assertThat(nova.uptime(found.id()).orElseThrow()).contains("load average");
        assertThat(nova.hypervisorOf("nowhere")).isEmpty();

        PlacementClient.Provider provider =
                cloud.placement().provider(found.name()).orElseThrow();
        assertThat(provider.id()).isEqualTo(found.id());
        assertThat(cloud.placement().tree(provider.id())).contains(provider);
    }

    @Test
    void placementCountsTheServer() {
        PlacementClient placement = cloud.placement();
        String provider = nova.hypervisorOf(source).orElseThrow().id();
        SortedMap<String, PlacementClient.Inventory> inventories = placement.inventories(provider);
        assertThat(inventories).containsKeys("VCPU", "MEMORY_MB");
        assertThat(inventories.get("VCPU").allocationRatio()).isPositive();
        long vcpus = server.flavor().vcpus();
        assertThat(placement.usages(provider).amount("VCPU")).isGreaterThanOrEqualTo(vcpus);
        assertThat(placement.allocationsOfConsumer(server.id())).hasSize(1);
        assertThat(placement.allocationsOfConsumer(UUID.randomUUID().toString()))
                .isEmpty();
        assertThat(placement.provider("nowhere")).isEmpty();
        assertThat(placement.traits(provider)).isNotEmpty();
    }

    @Test
    void aServerIsListedOnItsHostAndShown() {
        Server shown = nova.server(server.id());
        assertThat(shown.active()).isTrue();
        assertThat(shown.host()).isPresent();
        assertThat(shown.locked()).isFalse();
        assertThat(nova.servers(shown.host().orElseThrow()))
                .anySatisfy(listed -> assertThat(listed.id()).isEqualTo(server.id()));
        assertThat(shown.flavor().memoryMib()).isPositive();
    }

    @Test
    void unknownThingsAreNotFound() {
        String nobody = UUID.randomUUID().toString();
        assertThatThrownBy(() -> nova.server(nobody)).isInstanceOf(CloudException.NotFound.class);
        assertThatThrownBy(() -> nova.liveMigrate(nobody, destination)).isInstanceOf(CloudException.NotFound.class);
        assertThatThrownBy(() -> nova.migrationInProgress(server.id(), 999_999_999))
                .isInstanceOf(CloudException.NotFound.class);
        assertThatThrownBy(() -> nova.hypervisor(nobody)).isInstanceOf(CloudException.NotFound.class);
    }

    @Test
    void anUnknownDestinationIsRefused() {
        CloudException.Refused e =
                catchThrowableOfType(CloudException.Refused.class, () -> nova.liveMigrate(server.id(), "nowhere"));
        assertThat(e.status()).isEqualTo(400);
        assertThat(e.requestId()).startsWith("req-");
        assertThat(e.fault()).isEqualTo("Compute host nowhere could not be found");
    }

    @Test
    void aFleetIsListed() {
        assertThat(nova.availabilityZones())
                .anySatisfy(zone -> assertThat(zone.hosts()).contains(source));
        assertThat(nova.flavors()).isNotEmpty();
        assertThat(nova.aggregates()).isNotNull();
        assertThat(nova.serverGroups()).isNotNull();
    }

    @Test
    void diagnosticsTellCpuTime() {
        assertThat(nova.diagnostics(server.id()).cpus())
                .isEqualTo(server.flavor().vcpus());
        Awaitility.await("CPU time to pass")
                .atMost(Duration.ofSeconds(30))
                .until(() -> nova.diagnostics(server.id()).cpuNanos() > 0);
    }

    @Test
    void gnocchiWithoutMeasuresIsEmptyAndNotAnError() {
        List<String> nobody = List.of(UUID.randomUUID().toString());
        Instant since = Instant.now().minusSeconds(900);
        assertThat(cloud.gnocchi().serverMeasures(nobody, "cpu", "rate:mean", since))
                .isEmpty();
    }

    @Test
    void aLiveMigrationIsSeenFromRequestToEnd() throws InterruptedException {
        Server moved = cloud.boot("openstack-contract-moved", source);
        Instant before = Instant.now().minusSeconds(60);
        String request = nova.liveMigrate(moved.id(), destination).orElseThrow();
        assertThatThrownBy(() -> nova.liveMigrate(moved.id(), destination)).isInstanceOf(CloudException.Conflict.class);
        assertThat(nova.server(moved.id()).taskState()).contains("migrating");

        assertThat(cloud.settled(moved.id()).host()).contains(destination);
        Migration migration = ended(MigrationFilter.LIVE.ofServer(moved.id()));
        assertThat(migration.status()).isEqualTo("completed");
        assertThat(migration.source()).isEqualTo(source);
        assertThat(migration.destination()).contains(destination);
        assertThat(nova.migrations(MigrationFilter.LIVE.ofHost(destination).changedSince(before)))
                .extracting(Migration::uuid)
                .contains(migration.uuid());
        assertThat(nova.migrationsInProgress(moved.id())).isEmpty();
        assertThat(nova.action(moved.id(), request).action()).isEqualTo("live-migration");
        assertThat(nova.actions(moved.id()))
                .extracting(InstanceAction::requestId)
                .contains(request);
    }

    @Test
    void theServersOwnHostIsNoValidHostAndTheActionSaysSo() throws InterruptedException {
        String host = nova.server(server.id()).host().orElseThrow();
        String request = nova.liveMigrate(server.id(), host).orElseThrow();
        assertThat(cloud.settled(server.id()).host()).contains(host);
        Migration migration = ended(MigrationFilter.LIVE.ofServer(server.id()));
        assertThat(migration.status()).isEqualTo("error");
        assertThat(migration.destination()).isEmpty();
        assertThat(nova.action(server.id(), request).events())
                .filteredOn(InstanceAction.Event::failed)
                .anySatisfy(event -> assertThat(event.details().orElseThrow()).startsWith("No valid host was found."));
    }

    private Migration ended(MigrationFilter filter) {
        return Awaitility.await("the end of a migration")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(250))
                .until(
                        () -> nova.migrations(filter),
                        found -> !found.isEmpty() && found.get(0).ended())
                .get(0);
    }
}
