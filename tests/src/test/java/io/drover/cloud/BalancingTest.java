package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.openstack.Migration;
import io.drover.openstack.Server;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents on real hosts heat, cool and balance: each strategy's promise, kept by real live migrations. */
@Tag("cloud")
class BalancingTest {

    private static final double PUSH = 0.70;

    @RegisterExtension
    private final Stage stage = new Stage();

    @Test
    void pushRelievesAHotHost() {
        var servers = stage.boot(Map.of("pm1", 6, "pm2", 3, "pm3", 3, "pm4", 3));
        List.of("pm2", "pm3", "pm4").forEach(host -> servers.get(host).forEach(s -> stage.imagined.load(s, 0.45)));
        stage.agents(Map.of("DEFAULT.strategy", "push"));

        servers.get("pm1").forEach(server -> stage.imagined.load(server, 0.606));
        Instant hot = Instant.now();
        await("pm1 to be hot")
                .atMost(Duration.ofSeconds(10))
                .until(() -> stage.imagined.trueLoads().get("pm1") > 0.9);
        await("no host to be hot")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> stage.imagined.trueLoads().values().stream().allMatch(load -> load < PUSH));
        System.err.println("relieved after " + Diary.seconds(hot, Instant.now()) + " s");
        balanced();
    }

    private void balanced() {
        await("system performance")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(Stage.performance(stage.imagined.trueLoads()))
                        .isGreaterThanOrEqualTo(0.95));
        stage.awaitRest(Duration.ofSeconds(60));
        assertThat(stage.migrations()).isNotEmpty().allMatch(Migration::completed);
        Map<String, String> placements = stage.imagined.placements();
        for (Server server : stage.own()) {
            assertThat(server.status()).isEqualTo("ACTIVE");
            assertThat(placements).containsEntry(server.id(), server.host().orElseThrow());
        }
        System.err.println("moves " + stage.moves() + " loads " + stage.imagined.trueLoads() + " E "
                + Stage.performance(stage.imagined.trueLoads()));
    }
}
