package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.SettableClock;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import io.drover.openstack.NovaClient;
import io.drover.openstack.Server;
import io.drover.openstack.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nova lists a server for seconds after its guest has gone; the host's own kernel does not. */
class SeenGuestsTest {

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud = Topology.on(clock)
            .hosts(2, host -> host.pCpus(8))
            .server("one", "pm1", server -> server.flavor("m1.small").load(0.8))
            .server("two", "pm1", server -> server.flavor("m1.tiny").load(0.2))
            .build();

    @Test
    void aGuestIsSeenToLeaveBetweenTwoLooks(@TempDir Path root) throws IOException {
        try (OpenStackEmulator emulator = OpenStackEmulator.start(cloud, clock)) {
            Session session = new Session(EmulatedAccess.to(emulator), clock);
            EmulatedMachine machine = new EmulatedMachine(root);
            List<Server> guests = new NovaClient(session).servers("pm1");
            Sampler sampler = new Sampler("pm1", session, machine.seen(), new DirtyRates(), clock);
            for (int round = 0; round < 3; round++) {
                clock.passSeconds(10);
                machine.passes(guests, 1_000 + 10 * round);
                sampler.sample();
            }
            Server leaving = guests.get(0);
            cloud.migrate(leaving.id(), "pm2");
            clock.passSeconds(1);
            assertThat(new NovaClient(session).server(leaving.id()).active()).isFalse();
            sampler.alert();
            sampler.sample();
            Instant there = clock.instant();
            machine.loses(leaving);
            clock.passSeconds(2);
            assertThat(sampler.due()).isTrue();
            sampler.sample();
            assertThat(sampler.left(leaving.id())).contains(there.plusSeconds(1));
            assertThat(sampler.left(guests.get(1).id())).isEmpty();
        }
    }
}
