package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Event;
import io.drover.model.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeenLeavingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<Event> heard = new ArrayList<>();

    private Outcome told(Optional<Instant> left, Outcome outcome) {
        new SeenLeaving(server -> left, heard::add).accept(new Event.MigrationEnded(NOW, "pm1/a", "s1", outcome));
        return ((Event.MigrationEnded) heard.get(0)).outcome();
    }

    /** What left before the migration began, or after its end, left for another reason. */
    @ParameterizedTest
    @CsvSource({"8, 8", "18, 18", "19, 1.5", "-1, 1.5"})
    void aGuestLeavesDuringItsMigration(int secondsAgo, double leftAgo) {
        assertThat(told(Optional.of(NOW.minusSeconds(secondsAgo)), new Outcome.Done(18, 1.5, 20)))
                .isEqualTo(new Outcome.Done(18, 1.5, 20, leftAgo));
    }

    @Test
    void whereNobodySawItNovaIsBelieved() {
        assertThat(told(Optional.empty(), new Outcome.Done(18, 1.5))).isEqualTo(new Outcome.Done(18, 1.5, 0, 1.5));
    }

    @Test
    void nothingElseIsTouched() {
        Outcome failed = new Outcome.Failed("no room");
        assertThat(told(Optional.of(NOW.minusSeconds(3)), failed)).isSameAs(failed);
        Event other = new Event.Reconnected(NOW);
        new SeenLeaving(server -> Optional.empty(), heard::add).accept(other);
        assertThat(heard.get(1)).isSameAs(other);
    }
}
