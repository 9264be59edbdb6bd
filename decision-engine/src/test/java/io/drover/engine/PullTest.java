package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Outlook;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerUsage;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Standing;
import io.drover.model.Thresholds;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a cold host takes, of one server of a peer whose load scatters too much for a move that only balances. */
class PullTest extends SecondLooksScene {

    private HostInfo peer(double load, double variance) {
        HostLoad scattering = new HostLoad(8, load, load, 0, 0, now, new Outlook(load, variance));
        return new HostInfo(
                "pm1",
                idle("pm1").group(),
                scattering,
                HostUsage.UNKNOWN,
                Resources.of(8, 4096, 100),
                Thresholds.DEFAULT,
                Thresholds.DEFAULT,
                new Standing(Mode.ENFORCE, false, "", ""));
    }

    private static ServerInfo usually(double load) {
        return new ServerInfo(
                "s1",
                2,
                load,
                load,
                256,
                1,
                Resources.of(2, 256, 1),
                List.of(),
                ServerUsage.UNKNOWN,
                new Habit(load, 0.2, 100),
                Optional.empty());
    }

    /** Attempts of a cold host that hears of the peer's server. */
    private List<Message.StealAttempt> attempts(StrategyName strategy, double load, double variance) {
        AuctionEngine cold = engine("pm2", strategy);
        for (int i = 0; i < 40; i++) sample(cold, 0.4, List.of(), null, null, null);
        auction = "";
        hears(cold, "pm1", new Message.Hello(peer(load, variance)));
        List<Effect> effects = sample(cold, 0.4, List.of(), null, null, null);
        auction = envelopes(effects)
                .filter(envelope -> envelope.message() instanceof Message.StealBroadcast)
                .map(Envelope::auction)
                .findFirst()
                .orElseThrow();
        Message offer = new Message.StealBroadcastReply(peer(load, variance), List.of(usually(0.8)), false, "");
        return said(hears(cold, "pm1", offer), Message.StealAttempt.class).toList();
    }

    @Test
    void whereNobodyPushesItRelievesWhoeverWillBeHot() {
        assertThat(attempts(StrategyName.PULL, 5.2, 1.4))
                .singleElement()
                .extracting(Message.StealAttempt::server, Message.StealAttempt::issuer)
                .containsExactly("s1", "pm1");
    }

    @Test
    void aHostThatPushesIsLeftToChooseForItself() {
        assertThat(attempts(StrategyName.HYBRID, 5.2, 1.4)).isEmpty();
    }

    @Test
    void balanceAloneMovesNothingThatScattersSo() {
        assertThat(attempts(StrategyName.PULL, 3.3, 0.6)).isEmpty();
    }
}
