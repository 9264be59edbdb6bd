package io.drover.benchmark;

import io.drover.auction.Event;
import io.drover.auction.Pauses;
import io.drover.model.AuctionScope;
import io.drover.model.AuctionSettings;
import io.drover.model.LoadSettings;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Plays a fleet on the real broker, so that the footprint of a real agent in it can be measured: engines, each with its
 * own connection, that look at their hosts every ten seconds. Most only observe; the hot ones ask the whole fleet
 * twice a minute who takes a server, and nobody does.
 *
 * <p>Arguments: peers, how many of them hot, seconds. {@code DROVER_TEST_TRANSPORT_URL} names the broker.
 */
final class Crowd {

    private static final Duration SAMPLE = Duration.ofSeconds(10);
    private static final double LUKEWARM = 4.5;
    private static final double HOT = 8;

    private Crowd() {}

    public static void main(String[] args) throws Exception {
        int peers = Integer.parseInt(args[0]);
        int hot = Integer.parseInt(args[1]);
        List<BrokerPeer> crowd = new ArrayList<>();
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            for (int i = 0; i < peers; i++) {
                BrokerPeer peer = new BrokerPeer("peer-" + i, "drover", settings(i < hot), i);
                crowd.add(peer);
                peer.hear(new Event.Started(Instant.now(), Pauses.NONE));
                double load = i < hot ? HOT : LUKEWARM;
                long first = SAMPLE.toMillis() * i / peers;
                clock.scheduleAtFixedRate(
                        () -> peer.observe(Instant.now(), load), first, SAMPLE.toMillis(), TimeUnit.MILLISECONDS);
            }
            System.err.println(peers + " peers, " + hot + " of them hot");
            TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
        } finally {
            clock.shutdownNow();
            crowd.parallelStream().forEach(BrokerPeer::close);
        }
    }

    private static Settings settings(boolean hot) {
        Settings any = Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false);
        return new Settings(
                any.host(),
                any.group(),
                hot ? Mode.ENFORCE : Mode.OBSERVE,
                any.strategy(),
                new AuctionSettings(
                        new AuctionScope.All(),
                        any.auction().replyTimeout(),
                        any.auction().lockTimeout(),
                        any.auction().sourceSettle(),
                        any.auction().destinationSettle(),
                        any.auction().backoffLimit(),
                        Duration.ofSeconds(30)),
                any.migration(),
                new LoadSettings(1, Duration.ofDays(1), any.load().estimate()));
    }
}
