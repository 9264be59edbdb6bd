package io.drover.emulator.cloud;

import static io.drover.emulator.cloud.MigrationStatus.ACCEPTED;
import static io.drover.emulator.cloud.MigrationStatus.CANCELLED;
import static io.drover.emulator.cloud.MigrationStatus.COMPLETED;
import static io.drover.emulator.cloud.MigrationStatus.ERROR;
import static io.drover.emulator.cloud.MigrationStatus.FAILED;
import static io.drover.emulator.cloud.MigrationStatus.PREPARING;
import static io.drover.emulator.cloud.MigrationStatus.QUEUED;
import static io.drover.emulator.cloud.MigrationStatus.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.emulator.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** With 20 MB/s and a dirty rate of 1 MB/s, the 2 GiB of an m1.big take 113 s. */
class LiveMigrationsTest {

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud = Topology.on(clock)
            .settings(CloudSettings.defaults().withBandwidthMbS(20))
            .hosts(3)
            .servers(4, "pm1", server -> server.flavor("m1.big"))
            .build();

    private final ShownMigrations shown = new ShownMigrations(cloud);

    @Test
    void goesThroughNovasWordsInOrder() {
        cloud.migrate("vm-1", "pm2");
        Set<MigrationStatus> seen = new LinkedHashSet<>();
        for (int i = 0; i < 1_200; i++) {
            seen.add(shown.status(1));
            clock.passSeconds(0.1);
        }
        assertThat(seen).containsExactly(ACCEPTED, QUEUED, PREPARING, RUNNING, COMPLETED);
        assertThat(shown.hostOf("vm-1")).isEqualTo("pm2");
    }

    /** As measured: 17 to 19 s from the request to the end, whatever there is to copy. */
    @Test
    void takesSeventeenSecondsBesidesItsCopyingInThePolledRelease() {
        EmulatedCloud polled = Topology.on(clock)
                .settings(CloudSettings.defaults().withRelease(Release.EPOXY))
                .hosts(2)
                .servers(1, "pm1", server -> server.flavor("m1.tiny"))
                .build();
        Instant asked = clock.instant();
        polled.migrate("vm-1", "pm2");
        while (polled.inside(
                        () -> polled.migrations().log().all().iterator().next().status())
                != COMPLETED) {
            clock.passSeconds(0.1);
        }
        assertThat(Duration.between(asked, clock.instant()).toMillis()).isBetween(17_000L, 20_000L);
    }

    @Test
    void serverIsActiveOnItsDestinationBeforeTheRecordSaysCompleted() {
        cloud.migrate("vm-1", "pm2");
        while (shown.hostOf("vm-1").equals("pm1")) {
            clock.passSeconds(0.1);
        }
        assertThat(shown.status(1)).isEqualTo(RUNNING);
        assertThat(shown.taskState("vm-1")).isNull();
        clock.passSeconds(1);
        assertThat(shown.status(1)).isEqualTo(COMPLETED);
    }

    @Test
    void copyingTakesMemoryOverBandwidthLessDirtyRate() {
        cloud.setDirtyMbS("vm-1", 10);
        cloud.migrate("vm-1", "pm2");
        double fixed = 0.5 + 0.2 + 1;
        double copying = 2048 * 1.048576 / 10;
        clock.passSeconds(fixed + copying - 0.1);
        assertThat(shown.hostOf("vm-1")).isEqualTo("pm1");
        clock.passSeconds(0.2);
        assertThat(shown.hostOf("vm-1")).isEqualTo("pm2");
    }

    @Test
    void progressIsNullThenZeroThenMovesEveryFiveSeconds() {
        cloud.migrate("vm-1", "pm2");
        clock.passSeconds(2);
        List<Long> remaining = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            remaining.add(
                    cloud.inside(() -> shown.migration(1).progress(cloud.now()).remainingBytes()));
            clock.passSeconds(1);
        }
        assertThat(remaining.get(0)).isNull();
        assertThat(remaining.subList(1, 5)).containsOnly(0L);
        assertThat(remaining.subList(5, 10)).hasSize(5).doesNotContain(0L).containsOnly(remaining.get(5));
        assertThat(remaining.get(10)).isLessThan(remaining.get(9));
    }

    @Test
    void oneRunsPerSourceHostAndTheOthersQueue() {
        List.of("vm-1", "vm-2", "vm-3").forEach(name -> cloud.migrate(name, "pm2"));
        clock.passSeconds(5);
        assertThat(List.of(shown.status(1), shown.status(2), shown.status(3))).containsExactly(RUNNING, QUEUED, QUEUED);
        clock.passSeconds(120);
        assertThat(List.of(shown.status(1), shown.status(2), shown.status(3)))
                .containsExactly(COMPLETED, RUNNING, QUEUED);
    }

    @Test
    void allocationsAreOnBothEndsWhileItLasts() {
        cloud.migrate("vm-1", "pm2");
        clock.passSeconds(5);
        EmulatedResources big = new EmulatedResources(4, 2048, 1);
        String server = cloud.inside(() -> shown.migration(1).server().id());
        String uuid = cloud.inside(() -> shown.migration(1).uuid());
        assertThat(holding(server)).isEqualTo("pm2");
        assertThat(holding(uuid)).isEqualTo("pm1");
        assertThat(used("pm2")).isEqualTo(big);
        assertThat(used("pm1")).isEqualTo(new EmulatedResources(16, 8192, 4));
        clock.passSeconds(120);
        assertThat(holding(server)).isEqualTo("pm2");
        assertThat(holding(uuid)).isNull();
        assertThat(used("pm1")).isEqualTo(new EmulatedResources(12, 6144, 3));
    }

    @Test
    void abortLeavesTheServerAndFreesTheDestination() {
        cloud.migrate("vm-1", "pm2");
        clock.passSeconds(10);
        shown.abort(1);
        assertThat(shown.status(1)).isEqualTo(RUNNING);
        clock.passSeconds(1.1);
        assertThat(shown.status(1)).isEqualTo(CANCELLED);
        assertThat(shown.taskState("vm-1")).isNull();
        assertThat(shown.hostOf("vm-1")).isEqualTo("pm1");
        assertThat(used("pm2")).isEqualTo(new EmulatedResources(0, 0, 0));
        clock.passSeconds(500);
        assertThat(shown.status(1)).isEqualTo(CANCELLED);
    }

    @Test
    void aQueuedOneIsAbortedAtOnceAndTheNextMovesUp() {
        List.of("vm-1", "vm-2", "vm-3").forEach(name -> cloud.migrate(name, "pm2"));
        clock.passSeconds(5);
        shown.abort(2);
        assertThat(shown.status(2)).isEqualTo(CANCELLED);
        clock.passSeconds(120);
        assertThat(shown.status(3)).isEqualTo(RUNNING);
    }

    @Test
    void forceCompleteSendsTheRestAtFullBandwidth() {
        cloud.setDirtyMbS("vm-1", 19);
        cloud.migrate("vm-1", "pm2");
        clock.passSeconds(12);
        cloud.inside(() -> {
            cloud.migrations().forceComplete(shown.migration(1), "req-1");
            return null;
        });
        clock.passSeconds(110);
        assertThat(shown.hostOf("vm-1")).isEqualTo("pm2");
    }

    @Test
    void faultsEndAsNovaSaysTheyDo() {
        cloud.planFault("vm-1", MigrationFault.FAILS_CHECK, 1);
        cloud.planFault("pm3", MigrationFault.FAILS_HALFWAY, 1);
        cloud.migrate("vm-1", "pm2");
        clock.passSeconds(2);
        assertThat(shown.status(1)).isEqualTo(ERROR);
        assertThat(cloud.<Host>inside(() -> shown.migration(1).destination())).isNull();
        cloud.migrate("vm-1", "pm3");
        clock.passSeconds(60);
        assertThat(shown.status(2)).isEqualTo(FAILED);
        assertThat(shown.hostOf("vm-1")).isEqualTo("pm1");
        cloud.migrate("vm-1", "pm3");
        clock.passSeconds(200);
        assertThat(shown.status(3)).isEqualTo(COMPLETED);
    }

    @Test
    void whatDoesNotConvergeEndsOnlyByNovasPatience() {
        cloud.setDirtyMbS("vm-1", 30);
        cloud.migrate("vm-1", "pm2");
        clock.pass(Duration.ofMinutes(25));
        assertThat(shown.status(1)).isEqualTo(RUNNING);
        Copy.Progress progress = cloud.inside(() -> shown.migration(1).progress(cloud.now()));
        assertThat(progress.processedBytes()).isGreaterThan(progress.totalBytes());
        clock.pass(Duration.ofSeconds(200));
        assertThat(shown.status(1)).isEqualTo(CANCELLED);
    }

    @Test
    void deletingTheServerEndsItsMigration() {
        cloud.migrate("vm-1", "pm2");
        clock.passSeconds(5);
        cloud.delete("vm-1");
        assertThat(shown.status(1)).isEqualTo(ERROR);
        assertThat(used("pm2")).isEqualTo(new EmulatedResources(0, 0, 0));
        assertThat(used("pm1")).isEqualTo(new EmulatedResources(12, 6144, 3));
    }

    private String holding(String consumer) {
        return cloud.inside(() -> {
            Allocations.Holding held = cloud.allocations().of(consumer);
            return held == null ? null : held.host().name();
        });
    }

    private EmulatedResources used(String host) {
        return cloud.inside(() -> cloud.allocations().used(cloud.fleet().hostNamed(host)));
    }
}
