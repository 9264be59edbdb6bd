package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Outlook;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerUsage;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Standing;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a cold host takes, of one server of a peer whose load scatters too much for a move that only balances. */
class PullTest extends SecondLooksScene {

    private HostInfo peer(double load, double variance) {
        return peer("pm1", load, variance, HostUsage.UNKNOWN, Mode.ENFORCE);
    }

    private HostInfo peer(String host, double load, double variance, HostUsage usage, Mode mode) {
        HostLoad scattering = new HostLoad(8, load, load, 0, 0, now, new Outlook(load, variance));
        return HostInfo.of(host, idle(host).group(), scattering)
                .usage(usage)
                .free(Resources.of(8, 4096, 100))
                .standing(new Standing(mode, false, "", ""))
                .build();
    }

    private static ServerInfo usually(String id, double load, ServerUsage usage) {
        return new ServerInfo(
                id,
                2,
                load,
                load,
                256,
                1,
                Resources.of(2, 256, 1),
                List.of(),
                usage,
                new Habit(load, 0.2, 100),
                Optional.empty());
    }

    private static String called(List<Effect> effects) {
        return envelopes(effects)
                .filter(envelope -> envelope.message() instanceof Message.StealBroadcast)
                .map(Envelope::auction)
                .findFirst()
                .orElseThrow();
    }

    private static Message offers(HostInfo host, ServerInfo server) {
        return new Message.StealBroadcastReply(host, List.of(server), false, "");
    }

    /** Attempts of a cold host that hears of the peer's server. */
    private List<Message.StealAttempt> attempts(StrategyName strategy, double load, double variance) {
        AuctionEngine cold = engine("pm2", strategy);
        for (int i = 0; i < 40; i++) sample(cold, 0.4, List.of(), null, null, null);
        auction = "";
        hears(cold, "pm1", new Message.Hello(peer(load, variance)));
        List<Effect> effects = sample(cold, 0.4, List.of(), null, null, null);
        auction = called(effects);
        Message offer = offers(peer(load, variance), usually("s1", 0.8, ServerUsage.UNKNOWN));
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

    @Test
    void whatIsApprovedIsAskedForAlsoWhereTheMemoryOfAnotherIsFull() {
        Settings proposing = Testbed.settings(Profile.DEFAULT, StrategyName.PULL, Thresholds.DEFAULT, false)
                .with(Mode.PROPOSE)
                .on("pm2");
        AuctionEngine cold = new AuctionEngine(proposing, new SplittableRandom(1));
        cold.on(new Event.Started(now, Pauses.NONE));
        HostInfo balanced = peer("pm1", 5.2, 0.1, HostUsage.UNKNOWN, Mode.PROPOSE);
        HostInfo full = peer("pm3", 3.2, 0.1, new HostUsage(8000L, 7600L, null, null), Mode.PROPOSE);
        auction = "";
        hears(cold, "pm1", new Message.Hello(balanced));
        hears(cold, "pm3", new Message.Hello(full));
        List<Effect> effects = new ArrayList<>();
        usage = new HostUsage(8000L, 800L, null, null);
        for (int i = 0; i < 5; i++) effects.addAll(sample(cold, 0.4, List.of(), null, null, null));
        auction = called(effects);
        hears(cold, "pm1", offers(balanced, usually("s1", 0.8, ServerUsage.UNKNOWN)));
        hears(cold, "pm3", new Message.StealBroadcastReply(full, List.of(), false, "no server may go"));
        String advice = auction;
        auction = "";
        hears(cold, "visitor", new Message.Advice(advice, Message.Advice.Word.APPROVE, "", "alice"));
        auction = called(cold.on(new Event.Rang(now, AuctionEngine.AGAIN)));
        hears(cold, "pm3", offers(full, usually("s3", 0.3, new ServerUsage(null, 3000L))));
        List<Effect> chosen = hears(cold, "pm1", offers(balanced, usually("s1", 0.8, ServerUsage.UNKNOWN)));
        assertThat(said(chosen, Message.StealAttempt.class))
                .extracting(Message.StealAttempt::server)
                .containsExactly("s1");
    }
}
