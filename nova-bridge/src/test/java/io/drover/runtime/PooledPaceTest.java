package io.drover.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PooledPaceTest {

    /** An answer of 8 MiB once ended sampling for ever, without a word. */
    @Test
    void noRoundEndsByAnErrorUnheard() throws Exception {
        CompletableFuture<Error> heard = new CompletableFuture<>();
        try (PooledPace pace = new PooledPace("test", 1, InstantSource.system(), 1)) {
            pace.onError(heard::complete);
            Rounds.every(Duration.ofMillis(1), pace, () -> {
                throw new OutOfMemoryError("Java heap space");
            });
            assertThat(heard.get(20, TimeUnit.SECONDS)).hasMessage("Java heap space");
        }
    }
}
