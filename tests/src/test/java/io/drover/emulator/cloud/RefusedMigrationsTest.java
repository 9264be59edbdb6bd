package io.drover.emulator.cloud;

import static io.drover.emulator.cloud.MigrationStatus.COMPLETED;
import static io.drover.emulator.cloud.MigrationStatus.ERROR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.emulator.SettableClock;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Nova refuses: at once, or in the migration's record alone. */
class RefusedMigrationsTest {

    private final SettableClock clock = new SettableClock();
    private final EmulatedCloud cloud = Topology.on(clock)
            .settings(CloudSettings.defaults().withBandwidthMbS(20))
            .hosts(3)
            .servers(4, "pm1", server -> server.flavor("m1.big"))
            .build();
    private final ShownMigrations shown = new ShownMigrations(cloud);

    @Test
    void schedulerRefusesWhereNovaWould() {
        cloud.setService("pm2", false, "maintenance");
        cloud.migrate("vm-1", "pm2");
        cloud.setForcedDown("pm3", true);
        cloud.migrate("vm-2", "pm3");
        cloud.migrate("vm-3", "pm1");
        clock.passSeconds(1);
        assertThat(List.of(shown.status(1), shown.status(2), shown.status(3))).containsOnly(ERROR);
        assertThat(shown.taskState("vm-1")).isNull();
    }

    @Test
    void aSecondRequestIsRefusedWhileTheFirstLasts() {
        cloud.migrate("vm-1", "pm2");
        assertThatThrownBy(() -> cloud.migrate("vm-1", "pm3"))
                .hasMessageContaining("while it is in task_state migrating");
    }

    @Test
    void abortIsRefusedBeforeTheSourceHasItAndAfterTheServerHasGone() {
        cloud.migrate("vm-1", "pm2");
        assertThatThrownBy(() -> shown.abort(1)).hasMessageContaining("is accepted. Cannot abort");
        while (shown.hostOf("vm-1").equals("pm1")) {
            clock.passSeconds(0.5);
        }
        assertThatThrownBy(() -> shown.abort(1)).hasMessageContaining("task_state None");
    }

    /** Nova lets a server that was asked for in a zone go to no other, and says so only in the migration's record. */
    @Test
    void aServerThatIsPinnedToItsZoneLeavesItNever() {
        EmulatedCloud zones = Topology.on(clock)
                .host("a1", host -> host.zone("a"))
                .host("a2", host -> host.zone("a"))
                .host("b1", host -> host.zone("b"))
                .server("pinned", "a1", server -> server.pinnedToZone())
                .server("free", "a1")
                .build();
        ShownMigrations elsewhere = new ShownMigrations(zones);
        zones.migrate("pinned", "b1");
        zones.migrate("free", "b1");
        clock.passSeconds(60);
        assertThat(elsewhere.statuses()).containsExactly(COMPLETED, ERROR); // newest first
        assertThat(elsewhere.hostOf("pinned")).isEqualTo("a1");
        assertThat(elsewhere.hostOf("free")).isEqualTo("b1");
        zones.migrate("pinned", "a2");
        clock.passSeconds(60);
        assertThat(elsewhere.hostOf("pinned")).isEqualTo("a2");
    }
}
