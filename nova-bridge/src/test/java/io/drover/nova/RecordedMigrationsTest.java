package io.drover.nova;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome.Done;
import io.drover.model.Outcome.Failed;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What real nova-computes with libvirt and QEMU showed, second by second, given to the same state machine. */
class RecordedMigrationsTest {

    private static final long BEFORE = 1;

    @ParameterizedTest
    @CsvSource({
        "server-migrations-fast.json, lh2, lh1, 4, Done, 7.83, 1.26",
        "server-migrations-100mbit-dirty3.json, lh1, lh2, 15, Done, 19.71, 1.6",
        "server-migrations-not-converging-aborted.json, lh2, lh1, 10, Failed, 24.02, 0"
    })
    void endsAsItDid(
            String file,
            String source,
            String destination,
            double predicted,
            String outcome,
            double seconds,
            double movedAgo)
            throws IOException {
        MigrationOrder order = new MigrationOrder(
                "a1", Trial.SERVER, source, destination, Trial.START.plusSeconds(30), predicted, 0.1);
        Trial trial = Trial.asks(order)
                .hears(
                        0,
                        new Answer.Checked(
                                Optional.of(Trial.server("ACTIVE", null, source)),
                                Optional.of(new ServiceState(destination, true, true, false, "")),
                                BEFORE))
                .hears(0, new Answer.Accepted(Optional.empty()));
        double last = 0;
        for (JsonNode moment : moments(file)) {
            if (trial.action() instanceof Action.End) break;
            assertThat(trial.action()).isInstanceOf(Action.Look.class);
            last = moment.path("t").asDouble();
            trial.hears(last, seen(moment, source, destination));
        }
        assertThat(last).isEqualTo(seconds);
        if (outcome.equals("Done")) assertThat(trial.action()).isEqualTo(new Action.End(new Done(seconds, movedAgo)));
        else trial.ends(Failed.class, "cancelled by someone else");
    }

    private static List<JsonNode> moments(String file) throws IOException {
        try (InputStream in = RecordedMigrationsTest.class.getResourceAsStream("/nova/" + file)) {
            List<JsonNode> moments = new ArrayList<>();
            new ObjectMapper().readTree(in).path("seen").forEach(moments::add);
            return moments;
        }
    }

    private static Answer.Seen seen(JsonNode moment, String source, String destination) {
        JsonNode server = moment.path("server");
        ServerState state = Trial.server(
                server.path("status").asText(),
                server.path("OS-EXT-STS:task_state").textValue(),
                server.path("OS-EXT-SRV-ATTR:host").asText());
        JsonNode detail = moment.path("server_migrations").path(0);
        Instant updated = detail.has("updated_at") ? instant(detail.path("updated_at")) : Trial.START;
        MigrationRecord row = new MigrationRecord(
                BEFORE + 1,
                source,
                Optional.of(destination),
                moment.path("os_migrations_status").asText(),
                Trial.START,
                updated);
        Optional<CopyProgress> progress = detail.isMissingNode()
                ? Optional.empty()
                : Optional.of(new CopyProgress(
                        BEFORE + 1,
                        detail.path("status").asText(),
                        bytes(detail.path("memory_total_bytes")),
                        bytes(detail.path("memory_processed_bytes")),
                        bytes(detail.path("memory_remaining_bytes")),
                        updated));
        return new Answer.Seen(Optional.of(state), List.of(row), progress);
    }

    private static Instant instant(JsonNode text) {
        return LocalDateTime.parse(text.asText()).toInstant(ZoneOffset.UTC);
    }

    private static OptionalLong bytes(JsonNode number) {
        return number.isNumber() ? OptionalLong.of(number.asLong()) : OptionalLong.empty();
    }
}
