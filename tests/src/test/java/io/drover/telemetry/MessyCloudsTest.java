package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.api.RequestFaults.Effect;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.MigrationFault;
import io.drover.emulator.cloud.Topology;
import io.drover.model.HostObservation;
import io.drover.openstack.ComputeService;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Session;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an agent sees of clouds such as other people's users reported. */
class MessyCloudsTest {

    private final SettableClock clock = new SettableClock();
    private EmulatedCloud cloud;
    private OpenStackEmulator emulator;

    @AfterEach
    void stop() {
        emulator.close();
    }

    private void start(UnaryOperator<Topology> world) {
        cloud = world.apply(Topology.on(clock)).build();
        emulator = OpenStackEmulator.start(cloud, clock);
        clock.passSeconds(1800);
    }

    private Session session() {
        return new Session(EmulatedAccess.to(emulator), clock);
    }

    private Sampler sampler(HostLoadSource load, ServerLoadSource servers) {
        TelemetrySettings settings = TelemetrySettings.DEFAULT.withSources(load, servers);
        return new Sampler("pm1", session(), settings, new DirtyRates(), clock);
    }

    private HostObservation rounds(Sampler sampler, int count) {
        HostObservation newest = sampler.sample();
        for (int round = 1; round < count; round++) {
            clock.passSeconds(10);
            newest = sampler.sample();
        }
        return newest;
    }

    private HostObservation seen(HostLoadSource load, ServerLoadSource servers) {
        return rounds(sampler(load, servers), 4);
    }

    private long blind(HostObservation seen) {
        return seen.servers().stream().filter(each -> each.load().isEmpty()).count();
    }

    @Test
    void dedicatedCpusAreCpus() {
        for (int dedicated : new int[] {8, 6, 0}) {
            start(world -> world.hosts(1, host -> host.pCpus(8).dedicatedCpus(dedicated))
                    .servers(2, "pm1", s -> s.load(0.5)));
            HostObservation seen = seen(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
            assertThat(seen.problem()).isEmpty();
            assertThat(seen.cpus()).isEqualTo(8);
            assertThat(seen.load().orElseThrow()).isCloseTo(2, within(0.2));
            emulator.close();
        }
    }

    @Test
    void aServerOfAnotherArchivePolicyIsUnknownAndNoOther() {
        for (String policy : new String[] {"low", "seconds-rate"}) { // 404, and 400
            start(world -> world.hosts(1)
                    .servers(7, "pm1", server -> server.flavor("m1.tiny").load(0.2))
                    .server(
                            "odd",
                            "pm1",
                            server -> server.flavor("m1.tiny").load(0.2).cpuPolicy(policy)));
            HostObservation seen = seen(HostLoadSource.NOVA, ServerLoadSource.GNOCCHI);
            assertThat(seen.problem()).isEmpty();
            assertThat(blind(seen)).isLessThanOrEqualTo(1);
            assertThat(seen.servers().stream()
                            .flatMap(each -> each.load().stream().boxed()))
                    .allSatisfy(load -> assertThat(load).isCloseTo(0.2, within(0.02)));
            emulator.close();
        }
    }

    @Test
    void aServerWhoseDiagnosticsCannotBeReadIsUnknownAndNoOther() {
        start(world -> world.hosts(1)
                .servers(3, "pm1", server -> server.flavor("m1.tiny").load(0.2)));
        String odd = cloud.placements().firstKey();
        emulator.faults().rewrite("compute", odd + "/diagnostics", answer -> {
            ((ObjectNode) answer).remove("cpu_details");
            return answer;
        });
        HostObservation seen = seen(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        assertThat(seen.problem()).isEmpty();
        assertThat(seen.servers())
                .allSatisfy(each ->
                        assertThat(each.load().isEmpty()).isEqualTo(each.id().equals(odd)));
    }

    @Test
    void aCellOutOfReachHidesItsHostsOnly() {
        start(world -> world.hosts(3).servers(3, "pm1", server -> server.load(0.5)));
        emulator.faults().cellDown("pm3");
        NovaClient nova = new NovaClient(session());
        assertThat(nova.computeServices())
                .extracting(ComputeService::host, ComputeService::up)
                .containsExactlyInAnyOrder(tuple("pm1", true), tuple("pm2", true), tuple("pm3", false));
        HostObservation seen = seen(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        assertThat(seen.problem()).isEmpty();
        assertThat(seen.servers()).hasSize(3);
    }

    @Test
    void anEndpointWithoutAVersionIsFollowedToItsOwnLink() {
        start(world -> world.hosts(1).servers(1, "pm1", server -> server.load(0.5)));
        emulator.faults().unversionedCompute();
        assertThat(seen(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS).problem())
                .isEmpty();
        assertThat(new NovaClient(session()).computeServices()).hasSize(1);
    }

    @Test
    void aMigrationThatNovaForgotBarsNobody() {
        start(world -> world.hosts(2).server("left", "pm1", server -> server.load(0.5)));
        emulator.faults().failMigrations(1, "*", MigrationFault.FORGOTTEN);
        cloud.migrate("left", "pm2");
        clock.passSeconds(60);
        Sampler sampler = sampler(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        assertThat(rounds(sampler, 2).migrations()).as("it may yet go on").hasSize(1);
        clock.pass(Duration.ofMinutes(10));
        HostObservation later = rounds(sampler, 2);
        assertThat(later.migrations()).isEmpty();
        assertThat(later.servers())
                .singleElement()
                .satisfies(each -> assertThat(each.immovable()).isEmpty());
        cloud.delete("left");
        assertThat(sampler.sample().migrations()).isEmpty();
    }

    @Test
    void aRateLimitIsWaitedFor() {
        start(world -> world.hosts(1).servers(1, "pm1", server -> server.load(0.5)));
        Sampler sampler = sampler(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        assertThat(rounds(sampler, 2).problem()).isEmpty();
        emulator.faults().next(1, "compute", "*", "", Effect.tooManyRequests(Duration.ofSeconds(60)));
        long before = emulator.requests();
        clock.passSeconds(10);
        assertThat(sampler.sample().problem().orElseThrow()).startsWith("Nova answered 429");
        for (int round = 0; round < 5; round++) {
            clock.passSeconds(10);
            assertThat(sampler.sample().problem()).isPresent();
        }
        assertThat(emulator.requests() - before).isEqualTo(1);
        assertThat(rounds(sampler, 3).problem()).isEmpty();
    }

    /** A host's load average counts tasks that wait for a dead disk; its servers' CPU times do not. */
    @Test
    void tasksInStateDAreInTheLoadAverageOnly() {
        start(world -> world.hosts(1, host -> host.pCpus(8).uninterruptible(40))
                .servers(8, "pm1", server -> server.flavor("m1.small").load(0.15)));
        HostObservation average = seen(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        assertThat(average.load().orElseThrow()).isCloseTo(42.4, within(1.0));
        assertThat(average.servers())
                .allSatisfy(each -> assertThat(each.load().orElseThrow()).isCloseTo(0.3, within(0.02)));
        cloud.setUninterruptible("pm1", 0);
        clock.passSeconds(900);
        assertThat(seen(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS)
                        .load()
                        .orElseThrow())
                .isCloseTo(2.4, within(0.3));
    }
}
