package io.drover.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Event;
import io.drover.auction.Pauses;
import io.drover.model.LoadSettings;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * From "this sample makes the host hot" to the call of Nova, with N engines in one process, each with its own
 * connection to a real RabbitMQ. Prints the figures; fails only if an auction waits its reply timeout out.
 */
@Tag("broker")
class HotToCallTest {

    private static final int ROUNDS = 10;
    private static final Duration REPLY_TIMEOUT = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(ints = {4, 50})
    void noAuctionWaitsForItsTimeout(int agents) throws Exception {
        long[] micros = new long[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) micros[round] = round(agents, round);
        Arrays.sort(micros);
        System.out.printf(
                "hot to live-migrate call, %d agents, %d auctions: median %.1f ms, 90 %% %.1f ms, max %.1f ms%n",
                agents, ROUNDS, micros[ROUNDS / 2] / 1e3, micros[ROUNDS * 9 / 10] / 1e3, micros[ROUNDS - 1] / 1e3);
        assertThat(micros[ROUNDS - 1]).isLessThan(TimeUnit.SECONDS.toMicros(REPLY_TIMEOUT.toSeconds()));
    }

    /** A fleet of its own each time: after a move its hosts would settle. */
    private static long round(int agents, int round) throws Exception {
        String exchange = "hot-to-call-" + UUID.randomUUID();
        List<BrokerPeer> fleet = new ArrayList<>();
        try {
            for (int i = 0; i < agents; i++) fleet.add(new BrokerPeer("host-" + i, exchange, settings(), round));
            for (BrokerPeer agent : fleet) agent.hear(new Event.Started(Instant.now(), Pauses.NONE));
            List<String> listed = fleet.stream().map(BrokerPeer::host).toList();
            for (int sample = 0; sample < 5; sample++) for (BrokerPeer agent : fleet) agent.observe(0.4);
            for (BrokerPeer agent : fleet) agent.awaitQuiet();
            fleet.get(0).meet(listed);
            long hot = System.nanoTime();
            fleet.get(0).observe(8);
            Long called = fleet.get(0).calls().poll(30, TimeUnit.SECONDS);
            assertThat(called).as("a migration").isNotNull();
            assertThat(fleet.get(0).invited()).isEqualTo(agents - 1);
            return (called - hot) / 1000;
        } finally {
            for (BrokerPeer agent : fleet) agent.close();
        }
    }

    private static Settings settings() {
        Settings any = Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false);
        return new Settings(
                any.host(),
                any.group(),
                any.mode(),
                any.strategy(),
                any.auction(),
                any.migration(),
                new LoadSettings(1, Duration.ofDays(1), any.load().estimate()));
    }
}
