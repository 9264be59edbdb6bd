package io.drover.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerUsage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What memory says of hosts of 8,000 MiB and 8 CPUs. */
class AcceptanceTest {

    private final Acceptance acceptance =
            new Acceptance(Profile.DEFAULT.settings().strategy());

    private static HostInfo host(double load, Long used) {
        return HostInfo.of("pm1", "nova", new HostLoad(8, 8 * load, 8 * load, 0, 0, Instant.EPOCH))
                .usage(new HostUsage(8000L, used, null, null))
                .free(Resources.of(64, 8000, 100))
                .build();
    }

    private static ServerInfo server(Long held) {
        return new ServerInfo(
                "vm",
                1,
                0.1,
                0.1,
                4096,
                1,
                Resources.NONE,
                List.of(),
                new ServerUsage(null, held),
                Habit.UNKNOWN,
                Optional.empty());
    }

    @Test
    void noEndOfAMoveMayFillUpWithMemory() {
        assertThat(acceptance.destination(host(0.1, 5799L), server(1000L))).isEmpty();
        assertThat(acceptance.destination(host(0.1, 5800L), server(1000L)))
                .contains("pm1 would use 0.85 of its memory, its threshold for that is 0.85");
    }

    @Test
    void memoryThatNobodyMeasuresIsLeftToItsAllocation() {
        assertThat(acceptance.destination(host(0.1, null), server(1000L))).isEmpty();
        assertThat(acceptance.destination(host(0.1, 7900L), server(null))).isEmpty();
    }

    @Test
    void aHostWhoseMemoryIsFullMayBecomeColdButNotByMemory() {
        assertThat(acceptance.source(host(0.05, 7600L), server(600L))).isEmpty();
        assertThat(acceptance.source(host(0.05, 6000L), server(600L))).isPresent();
        assertThat(acceptance.source(host(0.05, 7600L), server(5000L))).isPresent();
        assertThat(acceptance.source(host(0.05, 7600L), server(null))).isPresent();
    }

    @Test
    void theThesisKnowsNoMemory() {
        Acceptance published = new Acceptance(Profile.THESIS.settings().strategy());
        assertThat(published.destination(host(0.1, 7900L), server(1000L))).isEmpty();
        assertThat(published.source(host(0.05, 7900L), server(600L))).isPresent();
        assertThat(published.fullOfMemory(host(0.05, 7900L))).isFalse();
        assertThat(published.coldByMemory(host(0.05, 10L))).isFalse();
    }
}
