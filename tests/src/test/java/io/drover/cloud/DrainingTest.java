package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.cloud.Client.Ran;
import io.drover.openstack.ComputeService;
import io.drover.openstack.Migration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A host is emptied by auctions, on an operator's order, while its servers work. */
@Tag("cloud")
class DrainingTest {

    private static final double CEILING = 0.85;

    @RegisterExtension
    private final Stage stage = new Stage();

    @Test
    void aHostIsEmptiedWithoutCrowdingItsPeersAndTakesNothingUntilItIsUndrained() {
        SortedMap<String, List<String>> servers = stage.boot(Map.of("pm1", 6, "pm2", 3, "pm3", 3, "pm4", 3));
        servers.values().forEach(each -> stage.load(each, 0.35));
        stage.agents(Map.of());
        Client drover = Client.drover(stage.directory(), stage.agent("pm1").config());

        Instant asked = Instant.now();
        Ran drained = drover.run("drain", "pm1", "--wait", "--timeout", "5m", "--reason", "new firmware");
        double seconds = Diary.seconds(asked, Instant.now());
        assertThat(drained.status()).as(drained.err()).isZero();
        System.err.printf(Locale.ROOT, "drained: %.1f s, true loads %s%n", seconds, stage.imagined.trueLoads());

        assertThat(stage.own()).noneMatch(server -> server.host().orElseThrow().equals("pm1"));
        stage.assertPlaced();
        assertThat(stage.migrations()).hasSize(6).allMatch(Migration::completed);
        assertThat(stage.moves().keySet()).containsExactlyInAnyOrderElementsOf(servers.get("pm1"));
        assertThat(stage.imagined.trueLoads().values()).allMatch(load -> load < CEILING);
        ComputeService service = stage.nova().computeService("pm1").orElseThrow();
        assertThat(service.enabled()).isFalse();
        assertThat(service.disabledReason().orElseThrow())
                .startsWith("drover:drain")
                .contains("new firmware");
        stage.awaitQuiet(Duration.ofSeconds(30), Duration.ofMinutes(2));
        assertThat(stage.imagined.placements().values()).doesNotContain("pm1");

        Ran undrained = drover.run("undrain", "pm1");
        assertThat(undrained.status()).as(undrained.err()).isZero();
        assertThat(stage.nova().computeService("pm1").orElseThrow().enabled()).isTrue();
        await("the empty host to be filled")
                .atMost(Duration.ofMinutes(5))
                .until(() -> stage.imagined.placements().containsValue("pm1"));
    }
}
