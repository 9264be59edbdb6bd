package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.CloudSettings;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Load;
import io.drover.emulator.cloud.Release;
import io.drover.emulator.cloud.Topology;
import io.drover.model.HostObservation;
import io.drover.model.MigrationInProgress;
import io.drover.model.ServerObservation;
import io.drover.openstack.Session;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The senses against loads that are known exactly. */
class SamplerOnEmulatorTest {

    private static final String BUSY = "11111111-0000-4000-8000-000000000001";
    private static final String CALM = "11111111-0000-4000-8000-000000000002";
    private static final String KEPT = "11111111-0000-4000-8000-000000000003";

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud = Topology.on(clock)
            .hosts(2, host -> host.pCpus(8))
            .server("busy", "pm1", server -> server.id(BUSY).flavor("m1.small").load(0.8))
            .server("calm", "pm1", server -> server.id(CALM).flavor("m1.tiny").load(0.2))
            .server(
                    "kept",
                    "pm1",
                    server -> server.id(KEPT).flavor("m1.tiny").load(0.0).metadata("drover:exclude", "yes"))
            .group("spread", "soft-anti-affinity", "busy", "calm")
            .build();
    private final OpenStackEmulator emulator = OpenStackEmulator.start(cloud, clock);
    private final Session session = new Session(EmulatedAccess.to(emulator), clock);

    @AfterEach
    void stop() {
        emulator.close();
    }

    private Sampler sampler(String host, HostLoadSource load, ServerLoadSource servers) {
        TelemetrySettings settings =
                TelemetrySettings.DEFAULT.withSources(load, servers).withInventoryInterval(Duration.ZERO);
        return new Sampler(host, session, settings, new DirtyRates(), clock);
    }

    private HostObservation rounds(Sampler sampler, int count) {
        HostObservation newest = sampler.sample();
        for (int round = 1; round < count; round++) {
            clock.passSeconds(10);
            newest = sampler.sample();
        }
        return newest;
    }

    private static Optional<ServerObservation> seen(HostObservation observation, String id) {
        return observation.servers().stream()
                .filter(each -> each.id().equals(id))
                .findFirst();
    }

    @Test
    void uptimeAndDiagnosticsGiveTheTrueLoads() {
        clock.passSeconds(600);
        HostObservation newest = rounds(sampler("pm1", HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS), 4);
        assertThat(newest.problem()).isEmpty();
        assertThat(newest.cpus()).isEqualTo(8);
        assertThat(newest.load().orElseThrow()).isCloseTo(1.8, within(0.15));
        assertThat(seen(newest, BUSY).orElseThrow().load().orElseThrow()).isCloseTo(1.6, within(0.01));
        assertThat(seen(newest, BUSY).orElseThrow().antiAffinity()).hasSize(1);
        assertThat(seen(newest, KEPT).orElseThrow().immovable()).contains("is excluded by metadata drover:exclude");
    }

    @Test
    void aStepShowsInItsTimeThoughNovaShowsAStoredUptimeFromMicroversion88On() {
        clock.passSeconds(600);
        Sampler sampler = sampler("pm1", HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        rounds(sampler, 4);
        cloud.setLoad(BUSY, Load.constant(1.0));
        cloud.setLoad(CALM, Load.constant(1.0));
        for (int round = 0; round < 18; round++) {
            clock.passSeconds(10);
            double load = sampler.sample().load().orElseThrow();
            if (round > 0) assertThat(load).as("round " + round).isBetween(2.6, 3.4);
        }
    }

    @Test
    void gnocchiGivesTheTrueLoads() {
        clock.passSeconds(1800);
        HostObservation newest = rounds(sampler("pm1", HostLoadSource.GNOCCHI, ServerLoadSource.GNOCCHI), 2);
        assertThat(newest.problem()).isEmpty();
        assertThat(newest.load().orElseThrow()).isCloseTo(1.8, within(0.1));
        assertThat(seen(newest, BUSY).orElseThrow().load().orElseThrow()).isCloseTo(1.6, within(0.05));
        assertThat(seen(newest, CALM).orElseThrow().load().orElseThrow()).isCloseTo(0.2, within(0.05));
    }

    @Test
    void zonesShowFromMicroversion96On() {
        HostObservation before = sampler("pm1", HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS)
                .sample();
        assertThat(before.zone()).isEmpty();
        EmulatedCloud newer = Topology.on(clock)
                .settings(CloudSettings.defaults().withRelease(Release.EPOXY))
                .host("pm1", host -> host.zone("az1"))
                .host("pm2", host -> host.zone("az2"))
                .server(
                        "busy",
                        "pm1",
                        server -> server.id(BUSY).flavor("m1.tiny").load(0.5).pinnedToZone())
                .server(
                        "calm",
                        "pm1",
                        server -> server.id(CALM).flavor("m1.tiny").load(0.5))
                .build();
        try (OpenStackEmulator epoxy = OpenStackEmulator.start(newer, clock)) {
            TelemetrySettings settings =
                    TelemetrySettings.DEFAULT.withSources(HostLoadSource.SERVERS, ServerLoadSource.GNOCCHI);
            Session to = new Session(EmulatedAccess.to(epoxy), clock);
            HostObservation seen = new Sampler("pm1", to, settings, new DirtyRates(), clock).sample();
            assertThat(seen.zone()).contains("az1");
            assertThat(seen(seen, BUSY).orElseThrow().zone()).contains("az1");
            assertThat(seen(seen, CALM).orElseThrow().zone()).isEmpty();
        }
    }

    @Test
    void aMigrationShowsAtBothEnds() {
        clock.passSeconds(600);
        Sampler source = sampler("pm1", HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        Sampler destination = sampler("pm2", HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        rounds(source, 2);
        rounds(destination, 2);
        cloud.migrate("busy", "pm2");
        assertThat(source.sample().migrations())
                .extracting(MigrationInProgress::server)
                .containsExactly(BUSY);
        clock.passSeconds(60);
        assertThat(seen(source.sample(), BUSY)).isEmpty();
        ServerObservation arrived = seen(destination.sample(), BUSY).orElseThrow();
        assertThat(arrived.load()).as("its counters start anew").isEmpty();
        assertThat(arrived.moved()).hasSize(1);
        clock.passSeconds(10);
        assertThat(destination.sample().load().orElseThrow()).isCloseTo(1.6, within(0.2));
    }
}
