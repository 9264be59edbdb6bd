package io.drover.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.fleet.SmallFleet.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about advice, of real agents in mode propose over an emulated cloud. */
class AdviceCommandsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HOSTS = List.of("pm1", "pm2", "pm3");

    @TempDir
    private Path directory;

    private SmallFleet fleet;

    @BeforeEach
    void start() throws Exception {
        fleet = new SmallFleet(
                directory,
                8,
                world -> world.hosts(3).servers(5, "pm1", server -> server.load(0.8)),
                "[DEFAULT]",
                "mode = propose",
                "strategy = push",
                "[telemetry]",
                "interval = 5",
                "server_load_source = diagnostics",
                "[auction]",
                "reply_timeout = 20",
                "lock_timeout = 120");
        for (String host : HOSTS) fleet.start(host);
    }

    @AfterEach
    void stop() {
        fleet.close();
    }

    private JsonNode list() throws Exception {
        Ran listed = fleet.drover("advice", "list", "-f", "json");
        assertThat(listed.status()).as("%s", listed.err()).isZero();
        return JSON.readTree(listed.out());
    }

    private String advice() {
        await("advice").atMost(Duration.ofSeconds(60)).until(() -> list().size() > 0);
        try {
            return list().get(0).path("id").asText();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonNode show(String id) throws Exception {
        Ran shown = fleet.drover("advice", "show", id, "-f", "json");
        assertThat(shown.status()).as("%s", shown.err()).isZero();
        return JSON.readTree(shown.out());
    }

    private long away() {
        return fleet.cloud().fleet().servers().stream()
                .filter(server -> !server.host().name().equals("pm1"))
                .count();
    }

    @Test
    void twoWhoApproveAtOnceMoveOneServerAndTheJournalSaysWho() throws Exception {
        String id = advice();
        JsonNode open = show(id);
        assertThat(open.path("state").asText()).isEqualTo("open");
        assertThat(open.path("source").asText()).isEqualTo("pm1");
        assertThat(open.path("gain").asDouble()).isPositive();
        assertThat(open.path("reason").asText()).startsWith("hot at ").contains("proposes to move");
        assertThat(away()).isZero();

        CompletableFuture<Ran> other =
                CompletableFuture.supplyAsync(() -> fleet.drover(Map.of("USER", "bob"), "advice", "approve", id));
        Ran first = fleet.drover(Map.of("USER", "alice"), "advice", "approve", id, "--reason", "tonight");
        List<Integer> statuses = List.of(first.status(), other.get().status());
        assertThat(statuses).as("%s %s", first.err(), other.get().err()).containsExactlyInAnyOrder(0, 1);
        assertThat(Stream.concat(first.err().stream(), other.get().err().stream()))
                .anyMatch(line -> line.startsWith("drover: " + id + ": it is approved already by "));

        await("the move")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        List.of("moved", "void").contains(show(id).path("state").asText()));
        JsonNode over = show(id);
        String winner = first.status() == 0 ? "alice@controller" : "bob@controller";
        assertThat(over.path("by").asText()).isEqualTo(winner);
        assertThat(away()).isEqualTo(over.path("state").asText().equals("moved") ? 1 : 0);
        if (over.path("state").asText().equals("void")) {
            assertThat(over.path("outcome").asText()).startsWith("no longer worth it: ");
        }

        fleet.stop("pm1");
        Path state = fleet.state("pm1");
        Ran replayed = fleet.drover("replay", state.toString());
        assertThat(replayed.status()).as("%s", replayed.err()).isZero();
        if (over.path("state").asText().equals("moved")) {
            Ran audited = fleet.drover("audit", "--journal", state.toString(), "-f", "value", "-c", "reason");
            assertThat(audited.out()).as("%s", audited.err()).isEqualTo("approved by " + winner + " as " + id + "\n");
        }
        try (Stream<Path> files = Files.walk(state)) {
            List<Path> journals =
                    files.filter(file -> file.toString().endsWith(".jsonl")).toList();
            StringBuilder text = new StringBuilder();
            for (Path journal : journals) text.append(Files.readString(journal));
            assertThat(text.toString()).contains("advice " + id + " is approved by " + winner + " (visitor-");
        }
        fleet.start("pm1");
        assertThat(show(id).path("by").asText()).as("after a restart").isEqualTo(winner);
    }

    @Test
    void whatIsRejectedStaysAndIsListedNoMore() throws Exception {
        String id = advice();
        Ran rejected = fleet.drover("advice", "reject", id, "-f", "value", "-c", "id", "-c", "state");
        assertThat(rejected.status()).as("%s", rejected.err()).isZero();
        assertThat(rejected.out()).isEqualTo(id + " rejected\n");
        assertThat(list()).noneMatch(row -> row.path("id").asText().equals(id));
        assertThat(fleet.drover("advice", "list", "--all").out()).contains(id, "rejected", "operator@controller");
        Ran late = fleet.drover("advice", "approve", id);
        assertThat(late.status()).isEqualTo(1);
        assertThat(late.err()).contains("drover: " + id + ": it is rejected by operator@controller");
        assertThat(away()).isZero();
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(fleet.drover("advice").status()).isEqualTo(2);
        assertThat(fleet.drover("advice", "approve").status()).isEqualTo(2);
        Ran noId = fleet.drover("advice", "show", "everything");
        assertThat(noId.status()).isEqualTo(2);
        assertThat(noId.err()).contains("drover: everything is no id of advice: drover advice list shows them");
        Ran unknown = fleet.drover("advice", "approve", "pm1/x/1");
        assertThat(unknown.status()).isEqualTo(1);
        assertThat(unknown.err()).contains("drover: pm1/x/1: there is no such advice, or none any more");
        Ran nobody = fleet.drover("advice", "show", "pm9/x/1");
        assertThat(nobody.err()).contains("drover: no agent answers on pm9");
    }
}
