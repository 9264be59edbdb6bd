package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SourceBudgetsTest {

    private final AtomicReference<Instant> clock = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final SourceBudgets budgets = new SourceBudgets(clock::get);

    private long taken(String source, int times, int bytes) {
        return IntStream.range(0, times)
                .filter(i -> budgets.take(source, bytes))
                .count();
    }

    @Test
    void aFloodEndsAndCostsNobodyElse() {
        assertThat(taken("pm4", 10_000, 100)).isEqualTo(SourceBudgets.MESSAGES);
        assertThat(taken("pm2", 100, 100)).isEqualTo(100);
        clock.set(clock.get().plusSeconds(4));
        assertThat(taken("pm4", 10_000, 100)).isBetween(99L, 100L);
    }

    /** 690 messages of 5,000 servers each, unpacked 559 kB, once filled a journal of 256 MiB. */
    @Test
    void largeMessagesAreFew() {
        int heard = 0;
        for (int i = 0; i < 690; i++) {
            clock.set(clock.get().plusMillis(60));
            if (budgets.take("pm4", 559_000)) heard++;
        }
        assertThat(heard).isLessThan(8);
    }

    @Test
    void whoWasForgottenBeginsAnew() {
        assertThat(taken("pm4", 2_000, 1)).isEqualTo(SourceBudgets.MESSAGES);
        IntStream.range(0, 5_000).forEach(i -> budgets.take("invented-" + i, 1));
        assertThat(budgets.take("pm4", 1)).isTrue();
    }

    @Test
    void aClockThatIsSetBackCostsNothing() {
        assertThat(taken("pm2", 10, 1)).isEqualTo(10);
        clock.set(clock.get().minusSeconds(3_600));
        assertThat(taken("pm2", 10, 1)).isEqualTo(10);
    }
}
