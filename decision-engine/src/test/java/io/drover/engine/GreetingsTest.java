package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.News;
import io.drover.auction.Pauses;
import io.drover.auction.Proposals;
import io.drover.auction.TimerId;
import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An agent that knows its peers greets a few of them. */
class GreetingsTest {

    private static final Pauses PAUSED =
            new Pauses(List.of(new Message.Pause(true, "", "operator", Instant.parse("2026-03-01T11:59:00Z"))));
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final TimerId GREETING = new TimerId("", "greeting");
    private static final TimerId GREETED = new TimerId("", "greeted");

    private final List<String> hundred =
            IntStream.rangeClosed(1, 100).mapToObj(i -> "pm" + i).toList();
    private final AuctionEngine engine = engine("pm1", Profile.DEFAULT);

    private static AuctionEngine engine(String host, Profile profile) {
        return new AuctionEngine(
                Testbed.settings(profile, StrategyName.PUSH, Thresholds.DEFAULT, false)
                        .on(host),
                new SplittableRandom(1));
    }

    private static Event started(List<String> peers) {
        return new Event.Started(START, Pauses.NONE, Drains.NONE, Proposals.NONE, peers);
    }

    private static Event rang(TimerId timer) {
        return new Event.Rang(START, timer);
    }

    private static Event heard(String from, Message message) {
        return new Event.Heard(START, new Envelope(from + "/1", from, Address.host("pm1"), "", START, message));
    }

    private static List<Envelope> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope())
                .toList();
    }

    private static Message.Hello hello(String host, News news) {
        return new Message.Hello(engine(host, Profile.DEFAULT).self(START), news);
    }

    private static Message.HelloReply reply(String host, Pauses pauses) {
        return new Message.HelloReply(engine(host, Profile.DEFAULT).self(START), List.of(), pauses);
    }

    @Test
    void oneThatStartsGreetsEightAtADrawnTime() {
        List<Effect> first = engine.on(started(hundred));
        assertThat(sent(first)).isEmpty();
        assertThat(first).singleElement().satisfies(effect -> {
            Effect.SetTimer timer = (Effect.SetTimer) effect;
            assertThat(timer.timer()).isEqualTo(GREETING);
            assertThat(timer.after().toMillis()).isBetween(0L, 2_000L);
        });
        assertThat(sent(engine.on(rang(GREETING))))
                .hasSize(8)
                .allMatch(envelope ->
                        envelope.to() instanceof Address.Host && !envelope.to().equals(Address.host("pm1")))
                .allMatch(
                        envelope -> ((Message.Hello) envelope.message()).news().known() == 99)
                .doesNotHaveDuplicates();
    }

    @Test
    void thoseThatAreSilentAreGreetedOnceMoreAndThenTheFleet() {
        engine.on(started(hundred));
        List<Address> asked =
                sent(engine.on(rang(GREETING))).stream().map(Envelope::to).toList();
        assertThat(sent(engine.on(rang(GREETED)))).extracting(Envelope::to).isEqualTo(asked);
        assertThat(sent(engine.on(rang(GREETED)))).extracting(Envelope::to).containsExactly(Address.FLEET);
    }

    /** Seen on a RabbitMQ that was killed: a host that was hot then took 40 of 300 for silent, and never again for there. */
    @Test
    void whoIsSilentSoonAfterAnOutageIsGreeted() {
        engine.on(started(hundred));
        engine.on(new Event.PeersListed(START, hundred, List.of(), true));
        engine.on(new Event.Reconnected(START));
        Envelope asked = new Envelope("pm1/1", "pm1", Address.host("pm7"), "", START, hello("pm1", News.NONE));
        engine.on(new Event.Undelivered(START, asked));
        assertThat(engine.peers()).hasSize(98).doesNotContain("pm7");
        engine.on(rang(GREETING));
        assertThat(sent(engine.on(rang(GREETED)))).extracting(Envelope::to).contains(Address.host("pm7"));
        assertThat(engine.peers()).as("it need not be there").doesNotContain("pm7");
        engine.on(heard("pm7", reply("pm7", Pauses.NONE)));
        assertThat(engine.peers()).hasSize(99).contains("pm7");
    }

    @Test
    void oneAnswerIsEnough() {
        engine.on(started(hundred));
        String asked = ((Address.Host) sent(engine.on(rang(GREETING))).get(0).to()).name();
        engine.on(heard(asked, reply(asked, Pauses.NONE)));
        assertThat(sent(engine.on(rang(GREETED)))).hasSize(7);
        assertThat(sent(engine.on(rang(GREETED)))).isEmpty();
    }

    @Test
    void oneThatKnowsNobodyGreetsTheFleet() {
        assertThat(sent(engine.on(started(List.of())))).extracting(Envelope::to).containsExactly(Address.FLEET);
        AuctionEngine thesis = engine("pm1", Profile.THESIS);
        assertThat(sent(thesis.on(started(hundred)))).extracting(Envelope::to).containsExactly(Address.FLEET);
        assertThat(sent(thesis.on(new Event.Reconnected(START))))
                .extracting(Envelope::to)
                .containsExactly(Address.FLEET);
    }

    @Test
    void aNewcomerIsToldAllAndOthersTheNewest() {
        engine.on(started(hundred));
        assertThat(answered(hello("pm200", new News(0, List.of(), Pauses.NONE, Drains.NONE))))
                .hasSize(100);
        assertThat(answered(hello("pm200", new News(60, List.of("pm300"), Pauses.NONE, Drains.NONE))))
                .containsExactly("pm200");
        assertThat(answered(hello("pm200", News.NONE))).isEmpty();
        assertThat(engine.peers()).contains("pm200").doesNotContain("pm300");
    }

    private List<String> answered(Message.Hello hello) {
        return ((Message.HelloReply)
                        sent(engine.on(heard("pm200", hello))).get(0).message())
                .peers();
    }

    @Test
    void aPauseIsLearntByAGreetingAndHandedOn() {
        engine.on(started(hundred));
        List<Envelope> said = sent(engine.on(heard("pm2", hello("pm2", new News(99, List.of(), PAUSED, Drains.NONE)))));
        assertThat(engine.self(START).standing().paused()).isTrue();
        assertThat(said.stream().skip(1))
                .hasSizeBetween(3, 4)
                .allMatch(envelope ->
                        ((Message.HelloReply) envelope.message()).pauses().equals(PAUSED));
        assertThat(sent(engine.on(heard("pm3", reply("pm3", PAUSED))))).isEmpty();
    }

    @Test
    void silenceBeforeTheBrokerWasAwayIsForgotten() {
        engine.on(started(hundred));
        Message probe = hello("pm1", News.NONE);
        Envelope lost = new Envelope("pm1/9", "pm1", Address.host("pm2"), "", START, probe);
        engine.on(new Event.PeersListed(START, hundred));
        engine.on(new Event.Undelivered(START, lost));
        assertThat(engine.peers()).doesNotContain("pm2");
        engine.on(new Event.Reconnected(START));
        assertThat(engine.peers()).contains("pm2");
    }
}
