package io.drover.openstack;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ChunkedAnswersTest {

    private final ChunkedAnswers answers = new ChunkedAnswers(3);

    @Test
    void thoseThatNeverEndAreBounded() {
        CountDownLatch over = new CountDownLatch(1);
        Callable<byte[]> stuck = () -> {
            over.await();
            return new byte[0];
        };
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> answers.read(stuck, 1)).hasMessage("the answer takes too long");
        }
        assertThatThrownBy(() -> answers.read(() -> new byte[0], 5_000))
                .hasMessage("3 answers in chunks are under way");
        over.countDown();
        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .until(() -> answers.read(() -> new byte[] {7}, 5_000)[0] == 7);
    }
}
