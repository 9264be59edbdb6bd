package io.drover.openstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.auction.Event;
import io.drover.emulator.OpenStackEmulator;
import io.drover.emulator.cloud.CloudSettings;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.Topology;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.nova.CopyMeasurement;
import io.drover.nova.CopyProgress;
import io.drover.nova.Limits;
import io.drover.nova.MigrationListener;
import io.drover.nova.NovaCloud;
import io.drover.nova.NovaMigrations;
import io.drover.runtime.PooledPace;
import io.drover.telemetry.EmulatedAccess;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Where disks are on the hosts, Nova copies them before the memory, and shows it. */
class LocalDisksTest {

    /** At 1000 MB/s 7 GiB take 7.5 s: Nova has numbers after 5 s. */
    private final EmulatedCloud cloud = Topology.on(InstantSource.system())
            .settings(CloudSettings.defaults().withBandwidthMbS(1000))
            .hosts(2)
            .servers(1, "pm1", server -> server.localDiskGib(7))
            .build();

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

    private static final class Copies implements MigrationListener {

        private volatile CopyMeasurement measure = CopyMeasurement.NONE;
        private volatile double halfway;

        @Override
        public void progress(MigrationOrder order, CopyProgress progress) {
            if (progress.copiesDisk()) halfway = progress.fraction().orElse(0);
        }

        @Override
        public void ended(MigrationOrder order, Outcome outcome, CopyMeasurement seen) {
            measure = seen;
        }
    }

    @Test
    void aFinishedMigrationTellsHowMuchOfADiskWentAlong() throws Exception {
        Copies copies = new Copies();
        try (OpenStackEmulator emulator = OpenStackEmulator.start(cloud, InstantSource.system());
                PooledPace pace = new PooledPace("local-disks", 2, InstantSource.system(), 1)) {
            Session session = new Session(EmulatedAccess.to(emulator), InstantSource.system());
            Limits limits = Limits.of(Duration.ofMinutes(5), Duration.ofSeconds(120));
            NovaCloud nova = new NovaCloud(
                    new NovaMigrations(new NovaClient(session)),
                    new NovaCloud.Settings("pm1", limits, 4),
                    pace,
                    events::add,
                    copies);
            String server =
                    cloud.inside(() -> cloud.fleet().servers().iterator().next().id());
            nova.migrate(new MigrationOrder(
                    "pm1/a/1", server, "pm1", "pm2", Instant.now().plusSeconds(30), 1, 0.1));
            Event event = events.poll(60, TimeUnit.SECONDS);
            assertThat(event).isInstanceOf(Event.MigrationEnded.class);
            Outcome outcome = ((Event.MigrationEnded) event).outcome();
            assertThat(outcome).isInstanceOf(Outcome.Done.class);
            assertThat(((Outcome.Done) outcome).diskGib()).isCloseTo(7, within(0.01));
            assertThat(((Outcome.Done) outcome).seconds()).isBetween(8.0, 20.0);
        }
        assertThat(copies.measure.copying()).as("of its memory").isLessThan(Duration.ofSeconds(6));
        assertThat(copies.halfway).isBetween(0.4, 0.9);
    }
}
