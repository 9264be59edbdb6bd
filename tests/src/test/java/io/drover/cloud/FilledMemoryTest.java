package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.auction.Note;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Twelve idle servers fill the memory of one host of four; its agents are as they are installed. */
@Tag("cloud")
class FilledMemoryTest {

    private static final int HOST_MIB = 8192;
    private static final int SYSTEM_MIB = 512;
    private static final int SERVER_MIB = 605;

    @RegisterExtension
    private final Stage stage = new Stage();

    @Test
    void aFullMemoryIsRelieved() {
        var servers = stage.boot(Map.of("pm1", 12)).get("pm1");
        stage.installedAgents(Map.of());
        for (String server : servers) stage.imagined.holding(server, SERVER_MIB);
        assertThat(fullest()).isGreaterThan(0.94);

        await("memory below its threshold")
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> fullest() < 0.85);
        stage.awaitQuiet(Duration.ofSeconds(30), Duration.ofSeconds(90));
        stage.assertPlaced();
        assertThat(stage.migrations()).hasSizeBetween(2, 3);
        assertThat(stage.agents.notes(Note.Kind.OPENED))
                .extracting(Note::text)
                .filteredOn(text -> text.startsWith("hot"))
                .isNotEmpty()
                .allMatch(text -> text.startsWith("hot by its memory"));
    }

    /** Share of its memory that the fullest host uses. */
    private double fullest() {
        var hosts = stage.placements().values();
        int most = hosts.stream()
                .mapToInt(host -> Collections.frequency(hosts, host))
                .max()
                .orElse(0);
        return (double) (SYSTEM_MIB + most * SERVER_MIB) / HOST_MIB;
    }
}
