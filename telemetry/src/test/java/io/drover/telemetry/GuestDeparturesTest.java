package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GuestDeparturesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final GuestDepartures departures = new GuestDepartures();

    private void looks(int second, String... guests) {
        departures.looked(Set.of(guests), NOON.plusSeconds(second));
    }

    @Test
    void aGuestLeftBetweenTheLastLookThatShowedItAndTheNext() {
        departures.named(Map.of("instance-01", "one", "instance-02", "two"));
        looks(0, "instance-01", "instance-02");
        assertThat(departures.of("one")).isEmpty();
        looks(4, "instance-02");
        looks(8, "instance-02");
        assertThat(departures.of("one")).contains(NOON.plusSeconds(2));
        assertThat(departures.of("two")).isEmpty();
    }

    /** Nova lists the server no more by then. */
    @Test
    void itIsKnownAfterItsServerHasGone() {
        departures.named(Map.of("instance-01", "one"));
        looks(0, "instance-01");
        looks(2);
        departures.named(Map.of());
        looks(4);
        assertThat(departures.of("one")).contains(NOON.plusSeconds(1));
    }

    @Test
    void oneThatIsBackHasNotLeft() {
        departures.named(Map.of("instance-01", "one"));
        looks(0, "instance-01");
        looks(2);
        looks(4, "instance-01");
        assertThat(departures.of("one")).isEmpty();
    }

    @Test
    void whoWasNeverSeenHasNotLeftAndTheClockMayStepBack() {
        departures.named(Map.of("instance-01", "one"));
        looks(0, "another");
        looks(2);
        assertThat(departures.of("one")).isEmpty();
        looks(10, "instance-01");
        looks(5);
        assertThat(departures.of("one")).contains(NOON.plusSeconds(5));
    }

    @Test
    void theOldestAreForgotten() {
        Map<String, String> many = IntStream.range(0, 200)
                .boxed()
                .collect(Collectors.toMap(number -> "guest-" + number, number -> "server-" + number));
        departures.named(many);
        departures.looked(many.keySet(), NOON);
        looks(2);
        assertThat(many.values().stream().filter(server -> departures.of(server).isPresent()))
                .hasSize(128);
    }
}
