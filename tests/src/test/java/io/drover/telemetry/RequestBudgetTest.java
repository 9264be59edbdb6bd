package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import io.drover.model.HostObservation;
import io.drover.model.Jitter;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import io.drover.openstack.Service;
import io.drover.openstack.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host at rest, which sees its loads itself, asks of Nova, Placement and Keystone. */
class RequestBudgetTest {

    private static final int A_MINUTE = 3;
    private static final int MINUTES = 30;
    private static final int ROUND_SECONDS = 10;

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud = Topology.on(clock)
            .hosts(2, host -> host.pCpus(8))
            .server("one", "pm1", server -> server.flavor("m1.small").load(0.8))
            .server("two", "pm1", server -> server.flavor("m1.tiny").load(0.2))
            .build();
    private final OpenStackEmulator emulator = OpenStackEmulator.start(cloud, clock);
    private final Session session = new Session(EmulatedAccess.to(emulator), clock);

    @TempDir
    private Path root;

    private EmulatedMachine machine;

    @BeforeEach
    void boot() {
        machine = new EmulatedMachine(root);
    }

    @AfterEach
    void stop() {
        emulator.close();
    }

    /** Requests of half an hour that follows on two minutes, by service. */
    private Map<Service, Integer> counted(TelemetrySettings settings, String host, String servers) throws IOException {
        clock.passSeconds(600);
        List<Server> guests = new NovaClient(session).servers("pm1");
        Sampler sampler =
                new Sampler("pm1", session, settings, new DirtyRates(), clock, Jitter.of(new SplittableRandom(1)));
        Map<Service, Integer> counts = new EnumMap<>(Service.class);
        session.onRequest((service, call, status, took) -> counts.merge(service, 1, Integer::sum));
        HostObservation newest = null;
        for (int round = 0; round <= (MINUTES + 2) * 60 / ROUND_SECONDS; round++) {
            clock.passSeconds(ROUND_SECONDS);
            machine.passes(guests, 1_000 + ROUND_SECONDS * round);
            newest = sampler.sample();
            if (round == 2 * 60 / ROUND_SECONDS) counts.clear();
        }
        assertThat(newest.vitals().loadSource()).isEqualTo(host);
        assertThat(newest.vitals().serverLoadSource()).isEqualTo(servers);
        assertThat(newest.problem()).isEmpty();
        return counts;
    }

    @Test
    void aHostAtRestAsksLittle() throws IOException {
        int all = counted(machine.seen(), "local", "local").values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(all / (double) MINUTES).isBetween(1.0, (double) A_MINUTE);
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, LOCAL", "NOVA, GNOCCHI", "NOVA, DIAGNOSTICS", "GNOCCHI, GNOCCHI", "SERVERS, DIAGNOSTICS"})
    void whatIsCountedIsWhatIsToldBefore(HostLoadSource host, ServerLoadSource loads) throws IOException {
        TelemetrySettings settings = machine.seen().withSources(host, loads);
        Map<Service, Integer> counts = counted(settings, word(host), word(loads));
        RequestBudget told = RequestBudget.of(settings, host, loads, 2);
        assertThat(counts.keySet()).isSubsetOf(Service.NOVA, Service.PLACEMENT, Service.GNOCCHI, Service.KEYSTONE);
        near(counts.getOrDefault(Service.NOVA, 0), told.nova());
        near(counts.getOrDefault(Service.PLACEMENT, 0), told.placement());
        near(counts.getOrDefault(Service.GNOCCHI, 0), told.gnocchi());
        near(counts.getOrDefault(Service.KEYSTONE, 0), told.keystone());
    }

    /** Within a tenth, and one request: half an hour may hold one more or less of those that are rare. */
    private static void near(int counted, double aSecond) {
        double told = aSecond * MINUTES * 60;
        assertThat((double) counted).isCloseTo(told, within(1 + told / 10));
    }

    private static String word(Enum<?> source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void aFleetAsksForAllOfItsAgentsAndReadsTheListOncePerGroup() {
        RequestBudget one =
                RequestBudget.of(TelemetrySettings.DEFAULT, HostLoadSource.NOVA, ServerLoadSource.DIAGNOSTICS, 30);
        assertThat(one.calls())
                .as("one for the host and 30 for its servers, each 10 s")
                .isCloseTo(3.1, within(1e-9));
        RequestBudget all = one.fleet(1000, 9);
        assertThat(all.calls()).isCloseTo(3100, within(1e-6));
        assertThat(all.nova() - 1000 * one.nova()).isCloseTo(0.1, within(1e-6));
        assertThat(all.placement()).isCloseTo(1000 * one.placement(), within(1e-6));
    }
}
