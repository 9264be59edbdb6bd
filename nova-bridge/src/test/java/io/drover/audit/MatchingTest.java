package io.drover.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.measurement.FleetView.MigrationRow;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import io.drover.openstack.Migration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MatchingTest {

    private static final Instant AT = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void anOrderIsFoundByServerWayAndTime() {
        OrderRecord claim = ordered("vm", 0, new Outcome.Done(8.5));
        Migration mine = row(2, "vm", "pm1", "pm2", 3);
        Migration earlier = row(1, "vm", "pm1", "pm2", -3600);
        Migration back = row(3, "vm", "pm2", "pm1", 600);
        assertThat(origins(List.of(back, mine, earlier), claim))
                .containsExactly("3 operator", "2 drover", "1 operator");
    }

    @Test
    void ofTwoThatCouldBeItTheNearerIsTaken() {
        OrderRecord claim = ordered("vm", 0, new Outcome.Done(8));
        assertThat(origins(List.of(row(2, "vm", "pm1", "pm2", 50), row(1, "vm", "pm1", "pm2", -10)), claim))
                .containsExactly("2 operator", "1 drover");
    }

    @Test
    void aSkippedOrderIsNoMigrationAndTakesNobodysRow() {
        OrderRecord claim = ordered("vm", 0, new Outcome.Skipped("someone else migrates the server to pm2"));
        assertThat(origins(List.of(row(1, "vm", "pm1", "pm2", 1)), claim)).containsExactly("1 operator");
        assertThat(Matching.rows(List.of(), List.of(claim))).isEmpty();
    }

    @Test
    void whatNovaLacksIsFlaggedUnlessItNeedNotHaveIt() {
        assertThat(origins(List.of(row(1, "other", "pm1", "pm2", 60)), ordered("vm", 0, new Outcome.Failed("why"))))
                .containsExactly("1 operator", "vm drover-only");
        assertThat(origins(List.of(), ordered("vm", 0, new Outcome.Refused("No valid host was found"))))
                .isEmpty();
        assertThat(origins(List.of(), ordered("vm", 0, null))).containsExactly("vm drover-only");
    }

    @Test
    void otherTypesThanLiveMigrationsAreSomeoneElses() {
        Migration resize = new Migration(
                1, "u1", "vm", "pm1", Optional.of("pm2"), "resize", "finished", AT.plusSeconds(1), AT.plusSeconds(9));
        assertThat(origins(List.of(resize), ordered("vm", 0, new Outcome.Refused("busy"))))
                .containsExactly("1 operator");
    }

    @Test
    void theStoreKnowsWhatAJournalWouldSay() {
        OrderRecord claim = new OrderRecord("pm2/abc/1f", "vm");
        claim.measured(new MigrationRow(
                "pm2/abc/1f",
                "vm",
                "pm1",
                "pm2",
                "pull",
                AT,
                AT.plusSeconds(9),
                "completed",
                "",
                1,
                0.8,
                0.9,
                20,
                9,
                0.03));
        AuditRow row = Matching.rows(List.of(row(1, "vm", "pm1", "pm2", 1)), List.of(claim))
                .get(0);
        assertThat(row.origin()).isEqualTo(AuditRow.Origin.DROVER);
        assertThat(row.cells())
                .contains("pm2", "pull", 0.8, 0.9, 20.0, 9.0, "pm2/abc/1f")
                .hasSameSizeAs(AuditRow.COLUMNS);
    }

    private static List<String> origins(List<Migration> nova, OrderRecord claim) {
        return Matching.rows(nova, List.of(claim)).stream()
                .map(row -> row.nova().map(n -> Long.toString(n.id())).orElse("vm") + " " + row.origin())
                .toList();
    }

    private static OrderRecord ordered(String server, int seconds, Outcome outcome) {
        Instant at = AT.plusSeconds(seconds);
        OrderRecord claim = new OrderRecord("pm1/abc/1", server);
        claim.ordered(new MigrationOrder("pm1/abc/1", server, "pm1", "pm2", at.plusSeconds(30), 20, 0.03), at);
        if (outcome != null) claim.ended(outcome);
        return claim;
    }

    private static Migration row(long id, String server, String source, String destination, int seconds) {
        Instant at = AT.plusSeconds(seconds);
        return new Migration(
                id,
                "u" + id,
                server,
                source,
                Optional.of(destination),
                "live-migration",
                "completed",
                at,
                at.plusSeconds(8));
    }
}
