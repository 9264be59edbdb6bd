package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import io.drover.model.HostObservation;
import io.drover.model.Jitter;
import io.drover.model.ServerObservation;
import io.drover.openstack.Session;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How often Nova is asked which servers a host has that reads its loads elsewhere, in rounds of 10 s. */
class InventoryIntervalTest {

    private static final String ONE = "11111111-0000-4000-8000-000000000001";

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud = Topology.on(clock)
            .hosts(2, host -> host.pCpus(8))
            .server("one", "pm1", server -> server.id(ONE).flavor("m1.small").load(0.8))
            .server("two", "pm1", server -> server.flavor("m1.tiny").load(0.2))
            .build();
    private final OpenStackEmulator emulator = OpenStackEmulator.start(cloud, clock);
    private final Session session = new Session(EmulatedAccess.to(emulator), clock);
    private final AtomicInteger lists = new AtomicInteger();

    @AfterEach
    void stop() {
        emulator.close();
    }

    private Sampler sampler(TelemetrySettings settings, Jitter jitter) {
        clock.passSeconds(600);
        session.onRequest((service, call, status, took) -> {
            if (call.equals("GET /servers/detail")) lists.incrementAndGet();
        });
        TelemetrySettings elsewhere = settings.withSources(HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS);
        return new Sampler("pm1", session, elsewhere, new DirtyRates(), clock, jitter);
    }

    private HostObservation next(Sampler sampler) {
        clock.passSeconds(10);
        return sampler.sample();
    }

    /** Lists in half an hour. */
    private int asked(TelemetrySettings settings, Jitter jitter) {
        Sampler sampler = sampler(settings, jitter);
        next(sampler);
        lists.set(0);
        for (int round = 0; round < 180; round++)
            assertThat(next(sampler).problem()).as("round %d", round).isEmpty();
        return lists.get();
    }

    @ParameterizedTest
    @CsvSource({"10, 180", "30, 60", "60, 30", "300, 6"})
    void aSetIntervalIsObeyed(int seconds, int lists) {
        TelemetrySettings settings = TelemetrySettings.DEFAULT.withInventoryInterval(Duration.ofSeconds(seconds));
        assertThat(asked(settings, Jitter.NONE)).isEqualTo(lists);
    }

    @Test
    void unsetItIsAMinute() {
        assertThat(asked(TelemetrySettings.DEFAULT, Jitter.NONE)).isEqualTo(30);
    }

    @Test
    void agentsFallOutOfStep() {
        TelemetrySettings settings = TelemetrySettings.DEFAULT.withInventoryInterval(Duration.ofSeconds(300));
        assertThat(asked(settings, Jitter.of(new SplittableRandom(1)))).isBetween(5, 8);
    }

    private static boolean has(HostObservation seen, String server) {
        return seen.servers().stream().map(ServerObservation::id).anyMatch(server::equals);
    }

    @Test
    void aSampleBeforeAnAwardShowsWhatNovaHoldsThen() {
        Sampler sampler = sampler(TelemetrySettings.DEFAULT, Jitter.NONE);
        next(sampler);
        cloud.delete(ONE);
        assertThat(has(next(sampler), ONE)).as("Nova is not asked yet").isTrue();
        clock.passSeconds(3);
        assertThat(sampler.due()).isFalse();
        sampler.doubt();
        assertThat(sampler.due()).as("at once").isTrue();
        assertThat(has(sampler.sample(), ONE)).isFalse();
        assertThat(sampler.due()).as("once").isFalse();
    }

    @Test
    void aServerOfThisHostOfWhichNovaTellsIsAskedAboutAtOnce() {
        Sampler sampler = sampler(TelemetrySettings.DEFAULT, Jitter.NONE);
        next(sampler);
        next(sampler);
        clock.passSeconds(3);
        sampler.alert("11111111-0000-4000-8000-000000000009");
        assertThat(sampler.due()).as("it is on another host").isFalse();
        sampler.alert(ONE);
        lists.set(0);
        assertThat(sampler.due()).isTrue();
        sampler.sample();
        for (int round = 0; round < 3; round++) next(sampler);
        assertThat(lists).as("and for 20 s").hasValue(2);
    }
}
