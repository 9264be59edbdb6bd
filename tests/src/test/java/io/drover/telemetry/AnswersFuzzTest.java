package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import io.drover.model.HostObservation;
import io.drover.model.ServerObservation;
import io.drover.openstack.Session;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Services that answer nonsense: a sample has a problem or is right. It is never an exception, which would end the
 * round, and never a load that is not the true one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnswersFuzzTest {

    private static final double HOST = 1.3;
    private static final List<Double> SERVERS = List.of(0.4, 0.9);

    /** Where the answers are spoilt, and by which sources the sample is taken. */
    private enum Spoilt {
        KEYSTONE("identity", HostLoadSource.SERVERS, ServerLoadSource.GNOCCHI),
        NOVA_BY_UPTIME("compute", HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS),
        NOVA_BY_SERVERS("compute", HostLoadSource.SERVERS, ServerLoadSource.DIAGNOSTICS),
        PLACEMENT("placement", HostLoadSource.SERVERS, ServerLoadSource.GNOCCHI),
        GNOCCHI_OF_SERVERS("metric", HostLoadSource.SERVERS, ServerLoadSource.GNOCCHI),
        GNOCCHI_OF_HOST("metric", HostLoadSource.GNOCCHI, ServerLoadSource.GNOCCHI);

        private final String service;
        private final HostLoadSource host;
        private final ServerLoadSource servers;

        Spoilt(String service, HostLoadSource host, ServerLoadSource servers) {
            this.service = service;
            this.host = host;
            this.servers = servers;
        }
    }

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud = Topology.on(clock)
            .hosts(2, host -> host.pCpus(8))
            .servers(1, "pm1", server -> server.flavor("m1.small").load(0.2))
            .servers(1, "pm1", server -> server.flavor("m1.small").load(0.45))
            .group("spread", "soft-anti-affinity", "vm-1", "vm-2")
            .build();
    private OpenStackEmulator emulator;
    private Session session;

    @BeforeAll
    void start() {
        emulator = OpenStackEmulator.start(cloud, clock);
        clock.passSeconds(1800);
        cloud.migrate("vm-1", "pm2");
        clock.passSeconds(60);
        cloud.migrate("vm-1", "pm1");
        clock.passSeconds(1800);
    }

    @AfterAll
    void stop() {
        emulator.close();
    }

    @ParameterizedTest
    @EnumSource(Spoilt.class)
    void aSampleHasAProblemOrIsRight(Spoilt spoilt) {
        spoil(spoilt, 50);
    }

    /** As many samples as {@code -Ddrover.samples=N} asks for. */
    @Test
    @Tag("long")
    void muchMoreOfTheSame() {
        int each = Integer.getInteger("drover.samples", 100_000) / Spoilt.values().length;
        for (Spoilt spoilt : Spoilt.values()) spoil(spoilt, each);
    }

    private void spoil(Spoilt spoilt, int times) {
        session = null;
        assertThat(judged(sampled(spoilt), "as it is")).as(spoilt + " as it is").isTrue();
        int right = 0;
        for (int seed = 0; seed < times; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            emulator.faults().rewrite(spoilt.service, "", answer -> {
                synchronized (random) {
                    return random.nextInt(4) == 0 ? Mutation.of(answer, random) : answer;
                }
            });
            try {
                if (judged(sampled(spoilt), spoilt + ", seed " + seed)) right++;
            } finally {
                emulator.faults().clear();
            }
        }
        assertThat(right)
                .as("of %d samples some were right, and some were not", times)
                .isBetween(1, times - 1);
    }

    private HostObservation sampled(Spoilt spoilt) {
        TelemetrySettings settings = TelemetrySettings.DEFAULT.withSources(spoilt.host, spoilt.servers);
        if (session == null || spoilt == Spoilt.KEYSTONE) session = opened();
        Sampler sampler = new Sampler("pm1", session, settings, new DirtyRates(), clock);
        HostObservation seen = sampler.sample();
        if (spoilt.servers == ServerLoadSource.GNOCCHI) return seen;
        clock.passSeconds(10);
        return sampler.sample();
    }

    private Session opened() {
        return new Session(
                EmulatedAccess.to(emulator).withTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(2)), clock);
    }

    /** Whether all is there; what is there must be right. */
    private static boolean judged(HostObservation seen, String where) {
        if (seen.load().isPresent()) {
            assertThat(seen.load().getAsDouble()).as(where).isCloseTo(HOST, within(0.2));
            assertThat(seen.cpus()).as(where).isEqualTo(8);
        } else {
            assertThat(seen.problem()).as(where).isPresent();
        }
        seen.problem()
                .ifPresent(problem -> assertThat(problem).as(where).isNotBlank().hasSizeLessThan(2000));
        for (ServerObservation server : seen.servers()) {
            if (server.load().isEmpty()) continue;
            double load = server.load().getAsDouble();
            assertThat(SERVERS)
                    .as(where + ": " + server.id() + " at " + load)
                    .anyMatch(one -> Math.abs(one - load) < 0.06);
        }
        return seen.problem().isEmpty()
                && seen.servers().stream()
                                .filter(each -> each.load().isPresent())
                                .count()
                        == SERVERS.size();
    }
}
