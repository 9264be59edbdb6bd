package io.drover.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SlownessTest {

    private static final Duration QUICK = Duration.ofMillis(200);
    private static final Duration LATE = Duration.ofMillis(2_100);

    private final Slowness slowness = new Slowness();

    @Test
    void oneLateAnswerOfTwentyIsNoSlowService() {
        assertThat(slowness.slow()).isFalse();
        slowness.answered(LATE);
        assertThat(slowness.slow()).isFalse();
        slowness.answered(LATE);
        assertThat(slowness.slow()).isTrue();
        for (int i = 0; i < 18; i++) slowness.answered(QUICK);
        assertThat(slowness.slow()).isTrue();
        slowness.answered(QUICK);
        assertThat(slowness.slow()).isFalse();
    }
}
