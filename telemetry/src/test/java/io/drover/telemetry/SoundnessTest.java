package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.local.Tree;
import io.drover.model.HostUsage;
import io.drover.model.LoadEstimate;
import io.drover.model.MigrationInProgress;
import io.drover.openstack.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoundnessTest {

    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");

    private static Migration migration(String server, String type, String status, int second) {
        Instant at = NOW.plusSeconds(second);
        return new Migration(1, "m", server, "pm1", Optional.of("pm2"), type, status, at, at);
    }

    @Test
    void absurdLoadsAreNamed() {
        assertThat(Plausibility.complaint(new Reading(7.9, NOW), 8, NOW)).isEmpty();
        assertThat(Plausibility.complaint(new Reading(0, NOW), 8, NOW)).isEmpty();
        assertThat(Plausibility.complaint(new Reading(-0.1, NOW), 8, NOW)).contains("the host's load is absurd: -0.1");
        assertThat(Plausibility.complaint(new Reading(Double.NaN, NOW), 8, NOW)).isPresent();
        assertThat(Plausibility.complaint(new Reading(8001, NOW), 8, NOW))
                .contains("the host's load is absurd: 8001 on 8 CPUs");
        assertThat(Plausibility.complaint(new Reading(1, NOW.plusSeconds(90)), 8, NOW))
                .contains("the host's load is from the future, by 90 s");
        assertThat(Plausibility.complaint(new Reading(1, NOW.plusSeconds(5)), 8, NOW))
                .isEmpty();
    }

    @Test
    void migrationsInProgressAndMoves() {
        MigrationHistory history = MigrationHistory.of(List.of(
                migration("a", "live-migration", "completed", 1),
                migration("a", "live-migration", "completed", 9),
                migration("a", "live-migration", "failed", 20),
                migration("b", "live-migration", "running", 5),
                migration("c", "resize", "migrating", 5),
                migration("e", "resize", "finished", 5),
                migration("f", "evacuation", "accepted", 5),
                migration("g", "evacuation", "done", 5),
                migration("d", "live-migration", "cancelled", 5)));
        assertThat(history.moved())
                .containsOnlyKeys("a")
                .containsEntry("a", List.of(NOW.plusSeconds(9), NOW.plusSeconds(1)));
        assertThat(history.inProgress())
                .containsExactly(
                        new MigrationInProgress("b", "pm1", "pm2"),
                        new MigrationInProgress("c", "pm1", "pm2", "resize"),
                        new MigrationInProgress("f", "pm1", "pm2", "evacuation"));
    }

    @Test
    void procTellsOfThisMachine(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("loadavg"), "0.50 0.40 0.30 1/288 19666\n");
        Files.writeString(
                root.resolve("meminfo"),
                "MemTotal:       8192 kB\nMemFree:        2048 kB\nMemAvailable:   4096 kB\nCached:  3072 kB\n");
        Files.createDirectories(root.resolve("net"));
        Files.writeString(root.resolve("net/dev"), """
                Inter-|   Receive                                                |  Transmit
                 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
                    lo: 185925047  375646    0    0    0     0          0         0 185925047  375646    0    0    0     0       0          0
                  eth0:    1000      10    0    0    0     0          0         0     500       5    0    0    0     0       0          0
                  eth1:20 2 0 0 0 0 0 0 10 1 0 0 0 0 0 0
                """);
        Files.createDirectories(root.resolve("sys/kernel"));
        Files.writeString(root.resolve("sys/kernel/hostname"), "compute1\n");
        ProcFiles proc = new ProcFiles(Tree.at(root));
        assertThat(proc.loadAverages()).contains(new LoadAverages(0.5, 0.4, 0.3));
        assertThat(proc.usage()).isEqualTo(new HostUsage(8L, 4L, 1530L, 18L));
        assertThat(proc.isOn("compute1.example.org")).isTrue();
        assertThat(proc.isOn("compute2")).isFalse();
    }

    @Test
    void whatProcDoesNotTellIsNotKnown(@TempDir Path empty) {
        ProcFiles proc = new ProcFiles(Tree.at(empty));
        assertThat(proc.loadAverages()).isEmpty();
        assertThat(proc.usage()).isEqualTo(HostUsage.UNKNOWN);
        assertThat(proc.isOn("compute1")).isFalse();
    }

    @Test
    void theEstimateFollowsTheSource() {
        TelemetrySettings settings = TelemetrySettings.DEFAULT;
        assertThat(settings.estimate()).isEqualTo(new LoadEstimate.Recovered());
        assertThat(settings.withSources(HostLoadSource.SERVERS, ServerLoadSource.DIAGNOSTICS)
                        .estimate())
                .isEqualTo(new LoadEstimate.Window(Duration.ofSeconds(10)));
        assertThat(settings.withSources(HostLoadSource.GNOCCHI, ServerLoadSource.GNOCCHI)
                        .estimate())
                .isEqualTo(new LoadEstimate.Window(Duration.ofSeconds(300)));
    }
}
