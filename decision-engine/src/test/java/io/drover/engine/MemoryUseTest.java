package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.ServerUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A host of 8,000 MiB with two servers. */
class MemoryUseTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryUse memory = new MemoryUse(Profile.DEFAULT.settings().strategy());

    private static HostObservation seen(int seconds, Long used, Long heldByEach) {
        return new HostObservation(
                START.plusSeconds(seconds),
                8,
                OptionalDouble.of(1),
                new HostUsage(8000L, used, null, null),
                Resources.NONE,
                Optional.empty(),
                List.of(server("a", heldByEach), server("b", heldByEach)),
                List.of(),
                OptionalInt.empty(),
                Optional.empty());
    }

    private static ServerObservation server(String id, Long held) {
        return ServerObservation.of(id, 1)
                .load(0.5)
                .memoryMib(4096)
                .usage(new ServerUsage(null, held))
                .build();
    }

    @Test
    void isFullAfterTwoSamplesAtTheThreshold() {
        memory.observed(seen(0, 6800L, 3000L));
        assertThat(memory.lasting()).isFalse();
        memory.observed(seen(10, 6800L, 3000L));
        assertThat(memory.lasting()).isTrue();
        memory.observed(seen(20, 6799L, 3000L));
        assertThat(memory.lasting()).isFalse();
    }

    @Test
    void oneSampleThatIsSeenTwiceIsOne() {
        memory.observed(seen(0, 7600L, 3000L));
        memory.observed(seen(0, 7600L, 3000L));
        assertThat(memory.lasting()).isFalse();
    }

    @Test
    void isNotTheServersMatterWhereOthersFillIt() {
        memory.observed(seen(0, 7600L, 300L));
        memory.observed(seen(10, 7600L, 300L));
        assertThat(memory.lasting()).isFalse();
    }

    @Test
    void whatNobodyMeasuresIsNeitherFullNorCold() {
        memory.observed(seen(0, null, 3000L));
        memory.observed(seen(10, null, 3000L));
        assertThat(memory.lasting()).isFalse();
        assertThat(memory.cold()).isFalse();
        memory.observed(seen(20, 7600L, null));
        memory.observed(seen(30, 7600L, null));
        assertThat(memory.lasting()).isFalse();
    }

    @Test
    void isColdAtThePullThreshold() {
        memory.observed(seen(0, 3200L, 100L));
        assertThat(memory.cold()).isTrue();
        memory.observed(seen(10, 3201L, 100L));
        assertThat(memory.cold()).isFalse();
    }

    @Test
    void theThesisKnowsNoMemory() {
        MemoryUse published = new MemoryUse(Profile.THESIS.settings().strategy());
        published.observed(seen(0, 7600L, 3000L));
        published.observed(seen(10, 7600L, 3000L));
        assertThat(published.lasting()).isFalse();
        published.observed(seen(20, 100L, 10L));
        assertThat(published.cold()).isFalse();
    }
}
