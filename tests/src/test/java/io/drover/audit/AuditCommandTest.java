package io.drover.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.emulator.cloud.EmulatedCloud;
import io.drover.emulator.cloud.EmulatedMigration;
import io.drover.fleet.SmallFleet;
import io.drover.fleet.SmallFleet.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real agents did to an emulated cloud: audited against it, and their journals run again. */
class AuditCommandTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @Test
    void theAuditAgreesWithNovaAndTheJournalsWithTheEngine() throws Exception {
        try (SmallFleet fleet = fleet()) {
            for (String host : List.of("pm1", "pm2", "pm3")) fleet.start(host);
            await("an agent to relieve pm1").atMost(LONG).until(() -> ended(fleet.cloud()) > 0);
            fleet.cloud().migrate("idle", "pm2");
            await("all migrations to end")
                    .atMost(LONG)
                    .until(() -> ended(fleet.cloud()) == all(fleet.cloud()).size());
            for (String host : List.of("pm1", "pm2", "pm3")) fleet.stop(host);

            List<JsonNode> rows =
                    audited(fleet, "--journal", directory.resolve("state").toString(), "--strict");
            assertThat(rows)
                    .extracting(row -> row.path("migration").asText())
                    .containsExactlyElementsOf(all(fleet.cloud()).stream()
                            .map(EmulatedMigration::uuid)
                            .toList());
            assertThat(rows)
                    .filteredOn(row -> row.path("origin").asText().equals("operator"))
                    .hasSize(1);
            assertThat(rows)
                    .filteredOn(row -> row.path("origin").asText().equals("drover"))
                    .isNotEmpty()
                    .allSatisfy(AuditCommandTest::told);
            assertThat(audited(fleet, "--journal", fleet.state("pm1").toString(), "--until", "2001-01-01"))
                    .isEmpty();
            replayed(fleet, rows);
            onlyDroverHasIt(fleet);
        }
    }

    /** pm1 is hot; nothing else is worth moving. */
    private SmallFleet fleet() throws IOException {
        return new SmallFleet(
                directory,
                8,
                world -> world.hosts(3)
                        .servers(5, "pm1", server -> server.load(0.8))
                        .server("idle", "pm3", server -> server.load(0.01)),
                "[DEFAULT]",
                "mode = enforce",
                "strategy = push",
                "[telemetry]",
                "interval = 5",
                "server_load_source = diagnostics",
                "ewma_lambda = 0.5",
                "[auction]",
                "reply_timeout = 20",
                "lock_timeout = 120",
                "[exclude]",
                "tags = kept");
    }

    private static long ended(EmulatedCloud cloud) {
        return cloud.inside(() -> all(cloud).stream()
                .filter(migration -> migration.status().ended())
                .count());
    }

    /** Newest first. */
    private static List<EmulatedMigration> all(EmulatedCloud cloud) {
        return cloud.inside(() -> {
            List<EmulatedMigration> all = new ArrayList<>();
            for (EmulatedMigration migration : cloud.migrations().log().all()) all.add(migration);
            return all;
        });
    }

    private static List<JsonNode> audited(SmallFleet fleet, String... flags) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("audit", "-f", "json"));
        arguments.addAll(List.of(flags));
        Ran ran = fleet.drover(arguments.toArray(String[]::new));
        assertThat(ran.status()).as("%s", ran.err()).isZero();
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(ran.out()).forEach(rows::add);
        return rows;
    }

    private static void told(JsonNode row) {
        assertThat(row.path("decidedBy").asText()).isEqualTo("pm1");
        assertThat(row.path("source").asText()).isEqualTo("pm1");
        assertThat(row.path("strategy").asText()).isEqualTo("push");
        assertThat(row.path("entropyAfter").asDouble())
                .isGreaterThan(row.path("entropyBefore").asDouble());
        assertThat(row.path("predictedSeconds").asDouble()).isPositive();
        assertThat(row.path("realSeconds").asDouble()).isPositive();
        assertThat(row.path("status").asText()).isEqualTo("completed");
        assertThat(row.path("requestId").asText()).startsWith("req-");
        assertThat(row.path("auction").asText()).startsWith("pm1/");
    }

    private void replayed(SmallFleet fleet, List<JsonNode> rows) throws IOException {
        Path state = directory.resolve("state");
        Ran same = fleet.drover("replay", state.toString(), "-f", "value", "-c", "host", "-c", "result");
        assertThat(same.out()).isEqualTo("pm1 same\npm2 same\npm3 same\n");
        assertThat(same.status()).isZero();

        Ran checked =
                fleet.drover("replay", state.toString(), "--check", "-f", "value", "-c", "host", "-c", "findings");
        assertThat(checked.out()).isEqualTo("pm1 \npm2 \npm3 \n");
        assertThat(checked.status()).isZero();

        String auction = rows.get(rows.size() - 1).path("auction").asText();
        Ran transcript = fleet.drover("replay", state.toString(), "--auction", auction);
        assertThat(transcript.out().lines())
                .first()
                .asString()
                .contains(" pm1 sends HOTSPOT_MESSAGE to all ")
                .contains("[" + auction + "]");
        assertThat(transcript.out())
                .containsSubsequence(
                        "pm1 says OPENED",
                        "sends HOTSPOT_REPLY to pm1",
                        "pm1 says CHOSEN",
                        "pm1 orders ",
                        "says MIGRATED");
        assertThat(transcript.out()).as("each message once").doesNotContain(" hears HOTSPOT_REPLY");

        tampered(fleet);
    }

    private void tampered(SmallFleet fleet) throws IOException {
        Path journal = fleet.state("pm1").resolve("journal-000001.jsonl");
        String text = Files.readString(journal);
        List<String> lines = new ArrayList<>(text.lines().toList());
        int line = 0;
        while (!lines.get(line).contains("\"OPENED\"")) line++;
        lines.set(line, lines.get(line).replace("hot at ", "cold at "));
        Files.writeString(journal, String.join("\n", lines) + "\n");
        Ran other = fleet.drover("replay", journal.toString(), "-f", "json");
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.err())
                .singleElement()
                .asString()
                .contains("line " + (line + 1) + " of " + journal)
                .contains("expected {")
                .contains("cold at ")
                .contains(", got {");
        assertThat(JSON.readTree(other.out()).get(0).path("place").asText())
                .isEqualTo("journal-000001.jsonl:" + (line + 1));

        Files.writeString(journal, text.substring(0, text.length() - 20));
        assertThat(fleet.drover("replay", journal.toString()).status())
                .as("torn by a crash")
                .isZero();
        Files.writeString(journal, "nonsense\n", StandardOpenOption.APPEND);
        Ran damaged = fleet.drover("replay", journal.toString());
        assertThat(damaged.status()).isEqualTo(1);
        assertThat(damaged.err())
                .containsExactly("drover: line " + lines.size() + " of " + journal + " cannot be read");
        assertThat(fleet.drover("replay", "nowhere").err())
                .containsExactly("drover: " + directory.resolve("nowhere") + " does not exist");
        Files.writeString(journal, text);
    }

    /** As if Nova had lost its rows: another cloud, in which nothing was moved. */
    private void onlyDroverHasIt(SmallFleet fleet) throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolve("elsewhere"));
        try (SmallFleet other = new SmallFleet(elsewhere, 1, world -> world.hosts(1))) {
            Ran ran = other.drover(
                    "audit",
                    "--strict",
                    "-f",
                    "value",
                    "-c",
                    "origin",
                    "--journal",
                    fleet.state("pm1").toString());
            assertThat(ran.status()).isEqualTo(1);
            assertThat(ran.out().lines()).isNotEmpty().containsOnly("drover-only");
        }
    }
}
