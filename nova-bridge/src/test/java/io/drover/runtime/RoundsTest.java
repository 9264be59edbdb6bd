package io.drover.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RoundsTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<Duration> delays = new ArrayList<>();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");

    private final Pace pace = new Pace() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public Future<?> after(Duration delay, Runnable task) {
            delays.add(delay);
            tasks.add(task);
            return new CompletableFuture<>();
        }
    };

    /** How long the next round waits after one during which the clock went on by so much. */
    private Duration waitAfter(Duration passes) {
        Rounds.every(INTERVAL, pace, () -> now = now.plus(passes));
        tasks.remove().run();
        return delays.get(1);
    }

    @Test
    void theTimeThatARoundTakesIsPartOfItsInterval() {
        assertThat(waitAfter(Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aRoundThatTakesLongerIsFollowedAtOnce() {
        assertThat(waitAfter(Duration.ofSeconds(7))).isEqualTo(Duration.ZERO);
    }

    @Test
    void aClockThatStepsBackDuringARoundPutsTheNextOneOffByNoMoreThanTheInterval() {
        assertThat(waitAfter(Duration.ofHours(-1))).isEqualTo(INTERVAL);
    }

    @Test
    void aRoundThatFailsIsFollowedByAnother() {
        Rounds.every(INTERVAL, pace, () -> {
            throw new IllegalStateException("no");
        });
        tasks.remove().run();
        assertThat(delays).containsExactly(Duration.ZERO, INTERVAL);
    }
}
