package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.cloud.Client.Ran;
import io.drover.openstack.Migration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A fleet that proposes moves what an operator approves, once, and only while it is worth it. */
@Tag("cloud")
class ProposingTest {

    private static final Duration SOON = Duration.ofSeconds(120);

    @RegisterExtension
    private final Stage stage = new Stage();

    private Client drover;

    @Test
    void nothingMovesUnlessItIsApprovedAndStillWorthIt() {
        SortedMap<String, List<String>> servers = stage.boot(Map.of("pm1", 6, "pm2", 3, "pm3", 3, "pm4", 3));
        for (String host : List.of("pm2", "pm3", "pm4")) stage.load(servers.get(host), 0.45);
        stage.agents(Map.of("DEFAULT.mode", "propose", "DEFAULT.strategy", "push"));
        drover = Client.drover(stage.directory(), stage.agent("pm2").config());
        stage.load(servers.get("pm1"), 0.606);
        stage.awaitLoad("pm1", load -> load > 0.9);

        JsonNode first = proposed();
        assertThat(stage.migrations()).isEmpty();
        approvedTwice(first);

        JsonNode second = proposed();
        stage.load(servers.get("pm1"), 0.1);
        await("pm1 to know that it is not hot")
                .atMost(SOON)
                .until(() -> row("pm1").path("load").asDouble() < 0.5);
        Ran late = drover.run("advice", "approve", id(second), "--wait");
        assertThat(late.status()).isEqualTo(1);
        assertThat(late.err()).contains(id(second)).contains("no longer worth it");
        assertThat(show(id(second)).path("state").asText()).isEqualTo("void");
        assertThat(stage.migrations()).hasSize(1);
        stage.assertPlaced();

        Ran replayed = replayed();
        assertThat(replayed.json())
                .hasSize(4)
                .allMatch(row -> row.path("result").asText().equals("same"));
    }

    /** Two operators say yes at once: one move. */
    private void approvedTwice(JsonNode advice) {
        CompletableFuture<Ran> other =
                CompletableFuture.supplyAsync(() -> drover.run("advice", "approve", id(advice), "--wait"));
        Ran one = drover.run("advice", "approve", id(advice), "--wait");
        assertThat(List.of(one, other.join())).anyMatch(ran -> ran.status() == 0);
        assertThat(show(id(advice)).path("state").asText()).isEqualTo("moved");
        assertThat(stage.migrations()).singleElement().satisfies(migration -> {
            assertThat(migration).matches(Migration::completed);
            assertThat(migration.server()).isEqualTo(advice.path("server").asText());
            assertThat(migration.destination().orElseThrow())
                    .isEqualTo(advice.path("destination").asText());
        });
    }

    private JsonNode proposed() {
        return await("an advice that waits for a word")
                .atMost(SOON)
                .until(
                        () -> {
                            for (JsonNode row : list())
                                if (row.path("state").asText().equals("open")) return row;
                            return null;
                        },
                        row -> row != null);
    }

    /** By the OpenStack client, where it can run our program. */
    private JsonNode list() {
        Ran ran =
                Client.operator(stage.directory(), stage.agent("pm2").config()).run("advice", "list", "-f", "json");
        assertThat(ran.status()).as(ran.err()).isZero();
        return ran.json();
    }

    private JsonNode show(String advice) {
        return drover.run("advice", "show", advice, "-f", "json").json();
    }

    private JsonNode row(String host) {
        for (JsonNode row : drover.run("status", "-f", "json").json())
            if (row.path("host").asText().equals(host)) return row;
        throw new AssertionError("no agent answers on " + host);
    }

    private Ran replayed() {
        stage.agents.all().forEach(AgentProcess::stop);
        return drover.run("replay", "-f", "json", stage.directory().toString());
    }

    private static String id(JsonNode advice) {
        return advice.path("id").asText();
    }
}
