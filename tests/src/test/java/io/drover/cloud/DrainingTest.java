package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.cloud.Client.Ran;
import io.drover.openstack.ComputeService;
import io.drover.openstack.Migration;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
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
        stage.load(servers.get("pm1"), 0.35);
        for (String peer : List.of("pm2", "pm3", "pm4")) stage.load(servers.get(peer), 0.45); // else they would be cold
        stage.agents(Map.of());
        Client drover = Client.drover(stage.directory(), stage.agent("pm1").config());

        foretold(drover, servers.get("pm1"));
        Instant asked = Instant.now();
        Ran drained = drover.run("drain", "pm1", "--wait", "--timeout", "5m", "--reason", "new firmware");
        double seconds = Diary.seconds(asked, Instant.now());
        assertThat(drained.status()).as(drained.err()).isZero();
        System.err.printf(Locale.ROOT, "drained: %.1f s, true loads %s%n", seconds, stage.imagined.trueLoads());

        stage.awaitRest(Duration.ofMinutes(1)); // a newer Nova ends the record well after the server has gone
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
        assertThat(stage.placements().values()).doesNotContain("pm1");
        assertThat(placed(drover)).isIn("pm2", "pm3", "pm4");

        Ran undrained = drover.run("undrain", "pm1", "--return");
        assertThat(undrained.status()).as(undrained.err()).isZero();
        assertThat(stage.nova().computeService("pm1").orElseThrow().enabled()).isTrue();
        await("the empty host to be filled")
                .atMost(Duration.ofMinutes(5))
                .until(() -> stage.placements().containsValue("pm1"));
    }

    /** The dry run names a place for each server, and nothing happens. */
    private void foretold(Client drover, List<String> leaving) {
        Ran ran = await("Gnocchi to have rates of all servers")
                .atMost(Duration.ofMinutes(2))
                .until(() -> drover.run("drain", "pm1", "--dry-run", "-f", "json"), dry -> dry.status() == 0);
        assertThat(ran.json().findValuesAsText("server")).containsExactlyInAnyOrderElementsOf(leaving);
        assertThat(ran.json().findValuesAsText("destination")).doesNotContain("pm1");
        assertThat(stage.migrations()).isEmpty();
        assertThat(stage.nova().computeService("pm1").orElseThrow().enabled()).isTrue();
        assertThat(placed(drover)).isNotEqualTo("pm1");
    }

    /** Where a new server would best go. */
    private static String placed(Client drover) {
        Ran ran = drover.run("place", "--flavor", "m1.small", "--utilisation", "0.2", "-f", "value");
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran.out().trim();
    }

    @Test
    void twoHostsAreEmptiedThoughAnAgentIsKilledHalfWay() {
        SortedMap<String, List<String>> servers = stage.boot(Map.of("pm1", 3, "pm2", 3, "pm3", 2, "pm4", 2));
        servers.values().forEach(each -> stage.load(each, 0.3));
        stage.agents(Map.of("DEFAULT.strategy", "push")); // cold hosts would pull
        stage.imagined.migrations(64, 6);
        AgentProcess killed = stage.agent("pm1");
        Path config = stage.agent("pm3").config();
        Client client = Client.operator(stage.directory(), config);
        CompletableFuture<Ran> drained =
                CompletableFuture.supplyAsync(() -> client.run("drain", "pm1", "pm2", "--wait", "--timeout", "5m"));

        await("a migration from pm1")
                .atMost(Duration.ofMinutes(2))
                .until(() -> stage.migrations().stream()
                        .anyMatch(m -> m.source().equals("pm1") && m.status().equals("running")));
        killed.kill();
        killed.start();
        killed.awaitStarted();

        Ran ran = drained.join();
        assertThat(ran.status()).as(ran.err()).isZero();
        stage.awaitRest(Duration.ofMinutes(1));
        stage.assertPlaced();
        assertThat(stage.placements().values()).containsOnly("pm3", "pm4");
        assertThat(stage.moves())
                .hasSize(6)
                .allSatisfy((server, count) -> assertThat(count).isEqualTo(1));
        assertThat(stage.migrations()).hasSize(6).allMatch(Migration::completed);
    }
}
