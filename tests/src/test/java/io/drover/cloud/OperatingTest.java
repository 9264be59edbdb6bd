package io.drover.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.auction.Note;
import io.drover.cloud.Client.Ran;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an operator does beside a balancing fleet, by command lines: pause, resume, migrate by hand, audit, replay. */
@Tag("cloud")
class OperatingTest {

    private static final Duration SOON = Duration.ofSeconds(120);

    @RegisterExtension
    private final Stage stage = new Stage();

    @Test
    void aPausedFleetStandsStillAndWhatItDidAfterwardsCanBeAudited() {
        assumeTrue(Client.hasOpenstack(), "SKIPPED: the OpenStack client is not installed");
        SortedMap<String, List<String>> servers = stage.boot(Map.of("pm1", 6, "pm2", 3, "pm3", 3, "pm4", 3));
        for (String host : List.of("pm2", "pm3", "pm4")) stage.load(servers.get(host), 0.45);
        stage.agents(Map.of("DEFAULT.strategy", "push", "migration.server_cooldown", "60"));
        Client drover = Client.drover(stage.directory(), stage.agent("pm1").config());
        Client operator = Client.operator(stage.directory(), stage.agent("pm1").config());

        standsStill(drover, servers);
        saysWhatItWouldDo(operator, servers.get("pm1"));
        assertThat(drover.run("resume").status()).isZero();
        stage.awaitLoads(SOON, load -> load < 0.70);
        stage.awaitBalance(0.95, SOON);
        byHand(servers);
        stage.agents.all().forEach(AgentProcess::stop);

        List<JsonNode> rows = audited(operator);
        assertThat(rows)
                .filteredOn(row -> row.path("origin").asText().equals("drover"))
                .hasSameSizeAs(orders());
        replayed(drover);
    }

    /** Hot, paused, and still so after a restart of the hot host's agent. */
    private void standsStill(Client drover, SortedMap<String, List<String>> servers) {
        Instant asked = Instant.now();
        Ran paused = drover.run("pause", "-f", "json");
        assertThat(paused.status()).as(paused.err()).isZero();
        assertThat(paused.json()).hasSizeGreaterThanOrEqualTo(4);
        for (JsonNode row : paused.json()) {
            if (!row.path("host").asText().startsWith("pm")) continue;
            assertThat(row.path("state").asText()).isEqualTo("paused");
            assertThat(row.path("seconds").asDouble()).isLessThan(2);
        }
        stage.load(servers.get("pm1"), 0.606);
        stage.awaitLoad("pm1", load -> load > 0.9);
        stage.agent("pm1").stop();
        stage.agent("pm1").start();
        stage.agent("pm1").awaitStarted();
        stage.agent("pm1").awaitNote(Note.Kind.HELD, "hot, but paused", Duration.ofSeconds(60));
        assertThat(stage.agents.lines())
                .filteredOn(line -> line.at().isAfter(asked.plusSeconds(2)))
                .noneMatch(line -> line.note()
                        .filter(note -> note.kind() == Note.Kind.OPENED)
                        .isPresent());
        assertThat(stage.migrations()).isEmpty();
    }

    /** Every agent says that it is paused, and the plan what would move if it were not. */
    private void saysWhatItWouldDo(Client operator, List<String> hot) {
        JsonNode agents = operator.run("status", "-f", "json").json();
        assertThat(agents)
                .extracting(row -> row.path("host").asText())
                .containsExactlyInAnyOrder("pm1", "pm2", "pm3", "pm4");
        assertThat(agents).allMatch(row -> row.path("paused").asBoolean());
        JsonNode planned = await("Gnocchi to tell the heat")
                .atMost(SOON)
                .until(() -> planned(operator), moves -> !moves.isEmpty());
        assertThat(planned).allSatisfy(move -> {
            assertThat(move.path("server").asText()).isIn(hot);
            assertThat(move.path("source").asText()).isEqualTo("pm1");
            assertThat(move.path("destination").asText()).isIn("pm2", "pm3", "pm4");
        });
        assertThat(stage.migrations()).isEmpty();
    }

    /** The OpenStack client lists the moves alone. */
    private static JsonNode planned(Client operator) {
        JsonNode plan = operator.run("plan", "-f", "json").json();
        return plan.isArray() ? plan : plan.path("moves");
    }

    /** The operator's own, by the OpenStack client. */
    private void byHand(SortedMap<String, List<String>> servers) {
        String server = servers.get("pm2").get(0);
        String home = stage.nova().server(server).host().orElseThrow();
        String elsewhere = home.equals("pm3") ? "pm4" : "pm3";
        Ran ran = Client.openstack(stage.directory())
                .run("server", "migrate", "--live-migration", "--host", elsewhere, "--wait", server);
        assertThat(ran.status()).as(ran.err()).isZero();
        stage.awaitRest(SOON);
    }

    /** Migration by migration what the OpenStack client prints, and its own is told from Drover's. */
    private List<JsonNode> audited(Client operator) {
        Ran ran = operator.run(
                "audit",
                "-f",
                "json",
                "--strict",
                "--journal",
                stage.directory().toString());
        assertThat(ran.status()).as(ran.err()).isZero();
        Map<String, String> audited = new TreeMap<>();
        List<JsonNode> rows = new ArrayList<>();
        for (JsonNode row : ran.json()) {
            rows.add(row);
            audited.put(row.path("migration").asText(), told(row, "server", "source", "destination", "status"));
        }
        Map<String, String> listed = new TreeMap<>();
        for (JsonNode row : Client.openstack(stage.directory())
                .run("server", "migration", "list", "-f", "json")
                .json()) {
            listed.put(row.path("UUID").asText(), told(row, "Server UUID", "Source Compute", "Dest Compute", "Status"));
        }
        assertThat(audited).isEqualTo(listed);
        assertThat(rows.stream().filter(this::ours))
                .filteredOn(row -> row.path("origin").asText().equals("operator"))
                .singleElement()
                .satisfies(row -> assertThat(row.path("requestId").asText()).startsWith("req-"));
        assertThat(rows)
                .filteredOn(row -> row.path("origin").asText().equals("drover"))
                .isNotEmpty()
                .allSatisfy(row -> {
                    assertThat(row.path("decidedBy").asText())
                            .isEqualTo(row.path("source").asText());
                    assertThat(row.path("strategy").asText()).isEqualTo("push");
                    assertThat(row.path("realSeconds").asDouble()).isPositive();
                });
        List<JsonNode> moves = rows.stream()
                .filter(row -> row.path("origin").asText().equals("drover"))
                .sorted(Comparator.comparingLong(row -> row.path("id").asLong()))
                .toList();
        // each move spares heat that is to be expected; all together they balance what there is
        assertThat(moves.get(moves.size() - 1).path("entropyAfter").asDouble())
                .isGreaterThan(moves.get(0).path("entropyBefore").asDouble());
        return rows;
    }

    private boolean ours(JsonNode row) {
        return stage.own().stream()
                .anyMatch(server -> server.id().equals(row.path("server").asText()));
    }

    private static String told(JsonNode row, String... fields) {
        StringBuilder told = new StringBuilder();
        for (String field : fields) told.append(row.path(field).asText()).append(' ');
        return told.toString();
    }

    private List<?> orders() {
        return stage.agents.lines().stream()
                .flatMap(line -> line.order().stream())
                .toList();
    }

    private void replayed(Client drover) {
        Ran replayed = drover.run("replay", "-f", "json", stage.directory().toString());
        assertThat(replayed.status()).as(replayed.err()).isZero();
        assertThat(replayed.json()).as("one run of each agent, two of pm1's").hasSize(5);
        for (JsonNode row : replayed.json())
            assertThat(row.path("result").asText()).isEqualTo("same");
    }
}
