package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.HostObservation;
import io.drover.model.MigrationInProgress;
import io.drover.model.ServerObservation;
import io.drover.openstack.CloudUnderTest;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an agent sees of its host in any OpenStack, through one live migration. */
@Tag("cloud")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(CloudUnderTest.class)
class SamplerContractTest {

    private static final long BETWEEN_ROUNDS_MS = 6000;

    private CloudUnderTest cloud;
    private String source;
    private String destination;

    @BeforeAll
    void cloud(CloudUnderTest cloud) {
        this.cloud = cloud;
        List<String> hosts = cloud.hosts();
        source = hosts.get(0);
        destination = hosts.get(1);
    }

    private Sampler sampler(String host, HostLoadSource load, ServerLoadSource servers) {
        return new Sampler(
                host,
                cloud.session(),
                // every sample asks for everything
                TelemetrySettings.DEFAULT.withSources(load, servers).withInventoryInterval(Duration.ZERO),
                new DirtyRates(),
                InstantSource.system());
    }

    private static HostObservation second(Sampler sampler) throws InterruptedException {
        sampler.sample();
        Thread.sleep(BETWEEN_ROUNDS_MS); // rates are those of the span between two samples
        return sampler.sample();
    }

    private static Optional<ServerObservation> seen(HostObservation observation, Server server) {
        return observation.servers().stream()
                .filter(each -> each.id().equals(server.id()))
                .findFirst();
    }

    @Test
    void aHostAndItsServersAreSeenThroughALiveMigration() throws InterruptedException {
        Server server = cloud.boot("openstack-sampled", source);
        Sampler here = sampler(source, HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        HostObservation before = second(here);
        assertThat(before.problem()).isEmpty();
        assertThat(before.closed()).isEmpty();
        assertThat(before.cpus()).isPositive();
        assertThat(before.load().orElseThrow()).isBetween(0.0, 1000.0 * before.cpus());
        assertThat(before.sampledAt()).isAfter(Instant.now().minusSeconds(30));
        ServerObservation its = seen(before, server).orElseThrow();
        assertThat(its.load().orElseThrow()).isBetween(0.0, (double) its.vcpus());
        assertThat(its.resources().amount("VCPU")).isEqualTo(its.vcpus());
        assertThat(its.resources().amount("MEMORY_MB")).isEqualTo(its.memoryMib());
        assertThat(its.immovable()).isEmpty();
        assertThat(its.moved()).isEmpty();

        cloud.nova().liveMigrate(server.id(), destination);
        assertThat(here.sample().migrations())
                .extracting(MigrationInProgress::server)
                .contains(server.id());
        cloud.settled(server.id());
        Sampler there = sampler(destination, HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        HostObservation after = settled(there, server);
        assertThat(seen(after, server).orElseThrow().moved().get(0))
                .isAfter(Instant.now().minusSeconds(120));
        assertThat(seen(here.sample(), server)).isEmpty();
    }

    /** Nova says completed shortly after the server is ACTIVE. */
    private static HostObservation settled(Sampler target, Server server) {
        return Awaitility.await("the migration of " + server.id() + " on record")
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(500))
                .until(
                        target::sample,
                        observation -> seen(observation, server)
                                .filter(its -> !its.moved().isEmpty())
                                .isPresent());
    }

    @Test
    void aHostsLoadIsAlsoTheSumOfItsServers() throws InterruptedException {
        HostObservation seen = second(sampler(source, HostLoadSource.SERVERS, ServerLoadSource.DIAGNOSTICS));
        double sum = seen.servers().stream()
                .flatMapToDouble(each -> each.load().stream())
                .sum();
        assertThat(seen.problem()).isEmpty();
        assertThat(seen.load()).hasValue(sum);
    }
}
