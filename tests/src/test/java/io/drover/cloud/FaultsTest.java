package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Note;
import io.drover.model.MigrationOrder;
import io.drover.openstack.Migration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What must not be moved is not, what cannot be moved is left alone, and the rest moves. */
@Tag("cloud")
class FaultsTest {

    private static final Duration SOON = Duration.ofSeconds(150);

    @RegisterExtension
    private final Stage stage = new Stage();

    /** The two servers whose move would help most, and the host that has most room, are the ones that must not. */
    @Test
    void aFailingServerALockedOneAndADisabledHostAreLeftOut() {
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 2, "pm3", 3, "pm4", 3));
        String failing = servers.get("pm1").get(0);
        String locked = servers.get("pm1").get(1);
        List<String> others = servers.get("pm1").subList(2, 6);
        stage.operator.lock(locked);
        stage.operator.disable("pm2", "maintenance of the test");
        stage.imagined.breakOff(failing, "the test breaks it off");
        stage.load(servers.get("pm1"), 0.3);
        stage.load(servers.get("pm2"), 0.3);
        // where migrations are slow both arrivals may go to one host: it is not to be at its threshold then
        stage.load(servers.get("pm3"), 0.40);
        stage.load(servers.get("pm4"), 0.40);
        stage.agents(Map.of("DEFAULT.strategy", "push"));

        stage.load(List.of(failing, locked), 0.85);
        stage.load(others, 0.5);
        stage.awaitLoad("pm1", load -> load > 0.9);
        stage.awaitLoads(SOON, load -> load < 0.70);
        stage.awaitRest(Duration.ofSeconds(60));

        stage.assertPlaced();
        assertThat(stage.migrations()).noneMatch(m -> m.server().equals(locked));
        assertThat(stage.migrations()).noneMatch(m -> m.destination().equals(java.util.Optional.of("pm2")));
        assertThat(stage.migrations())
                .filteredOn(m -> m.server().equals(failing))
                .extracting(Migration::status)
                .containsExactly("failed");
        assertThat(stage.moves().keySet()).isNotEmpty().isSubsetOf(others);
        assertThat(stage.moves().values()).allMatch(count -> count == 1);

        Diary diary = stage.agent("pm1").diary();
        assertThat(diary.notes(Note.Kind.FAILED))
                .extracting(Note::text)
                .anyMatch(text -> text.startsWith(failing + " stays: the migration ended as failed"));
        assertThat(diary.orders())
                .extracting(MigrationOrder::server)
                .doesNotContain(locked)
                .containsOnlyOnce(failing);
    }
}
