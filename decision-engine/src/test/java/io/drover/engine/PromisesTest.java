package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromisesTest {

    private static final Instant MOVED = Instant.ofEpochSecond(1000);

    private final Promises promises = new Promises();

    @Test
    void aServerThatHasComeIsPromisedUntilALaterSample() {
        promises.add("a", server("s"), true);
        promises.shown(sample(MOVED.plusSeconds(500)));
        assertThat(promises.arriving()).as("not moved yet").hasSize(1);
        promises.moved("a", MOVED);
        promises.shown(sample(MOVED, "s"));
        assertThat(promises.arriving()).as("a sample of before").hasSize(1);
        promises.shown(sample(MOVED.plusMillis(1), "s"));
        assertThat(promises.arriving()).isEmpty();
    }

    /** It was read before Nova had noted the move. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anOldListShowsNothing(boolean arrives) {
        promises.add("a", server("s"), arrives);
        promises.moved("a", MOVED);
        String[] before = arrives ? new String[0] : new String[] {"s"};
        promises.shown(sample(MOVED.plusSeconds(60), before));
        assertThat(promises.isEmpty()).isFalse();
        promises.shown(sample(MOVED.plusSeconds(61), before));
        assertThat(promises.isEmpty()).as("it is not old any more").isTrue();
    }

    @Test
    void oneThatDoesNotComeIsForgottenAndOneThatHasComeIsNot() {
        promises.add("a", server("s"), true);
        promises.forget("a");
        assertThat(promises.arriving()).isEmpty();
        promises.add("b", server("t"), true);
        promises.moved("b", MOVED);
        promises.forget("b");
        assertThat(promises.coming("t")).isPresent();
    }

    @Test
    void oneThatGoesIsNoLongerReckonedWith() {
        promises.add("a", server("s"), false);
        assertThat(promises.leaves("s")).isTrue();
        assertThat(promises.arriving()).isEmpty();
        assertThat(promises.gone("s")).as("it is still here").isFalse();
        promises.moved("a", MOVED);
        assertThat(promises.gone("s")).isTrue();
        promises.shown(sample(MOVED.plusMillis(1)));
        assertThat(promises.gone("s")).as("samples tell from now on").isFalse();
    }

    private static ServerInfo server(String id) {
        return new ServerInfo(id, 1, 0.5, 0.5, 256, 1, Resources.of(1, 256, 1), List.of());
    }

    private static HostObservation sample(Instant at, String... servers) {
        return new HostObservation(
                at,
                2,
                OptionalDouble.of(1),
                HostUsage.UNKNOWN,
                Resources.NONE,
                Optional.empty(),
                Stream.of(servers)
                        .map(id -> ServerObservation.of(id, 1).build())
                        .toList(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty());
    }
}
