package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Event.PeersListed.Failure;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.auction.Proposals;
import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One agent of a group reads Nova's list of hosts, and tells the others. */
class ReadershipTest {

    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final List<String> hosts =
            IntStream.rangeClosed(1, 50).mapToObj(i -> "pm" + i).toList();
    private final Map<String, AuctionEngine> fleet = new LinkedHashMap<>();
    private Instant now = START;
    private int count;

    private AuctionEngine engine(String host, Profile profile) {
        return new AuctionEngine(
                Testbed.settings(profile, StrategyName.PUSH, Thresholds.DEFAULT, false)
                        .on(host)
                        .in("az-1"),
                new SplittableRandom(1));
    }

    private void start(Profile profile) {
        for (String host : hosts) {
            AuctionEngine engine = engine(host, profile);
            engine.on(new Event.Started(now, Pauses.NONE, Drains.NONE, Proposals.NONE, hosts));
            fleet.put(host, engine);
        }
    }

    private List<String> readers() {
        return fleet.entrySet().stream()
                .filter(agent -> agent.getValue().readsList(now))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Envelope told(String reader, List<String> listed) {
        return said(reader, listed).orElseThrow();
    }

    private Optional<Envelope> said(String reader, List<String> listed, Failure... failed) {
        return fleet.get(reader).on(new Event.PeersListed(now, listed, List.of(failed), true)).stream()
                .filter(Effect.Send.class::isInstance)
                .map(effect -> ((Effect.Send) effect).envelope())
                .filter(envelope -> envelope.message() instanceof Message.HelloReply)
                .findFirst();
    }

    private void hear(Envelope envelope) {
        fleet.forEach((host, engine) -> engine.on(new Event.Heard(now, envelope)));
    }

    @Test
    void oneReadsAndTellsItsGroup() {
        start(Profile.DEFAULT);
        assertThat(readers()).isEmpty();
        now = now.plus(EVERY);
        String reader = readers().get(0);
        assertThat(readers()).hasSize(1);
        Envelope told = told(reader, hosts);
        assertThat(told.to()).isEqualTo(new Address.Group("az-1"));
        assertThat(((Message.HelloReply) told.message()).listed()).isEqualTo(hosts);
        hear(told);
        now = now.plus(EVERY.multipliedBy(2));
        assertThat(readers()).containsExactly(reader);
    }

    @Test
    void anotherReadsWhenTheReaderIsGone() {
        start(Profile.DEFAULT);
        now = now.plus(EVERY);
        String reader = readers().get(0);
        fleet.remove(reader);
        for (AuctionEngine engine : fleet.values()) {
            Envelope lost = new Envelope("x", "pm", Address.host(reader), "", now, hello("pm"));
            engine.on(new Event.Undelivered(now, lost));
        }
        assertThat(readers()).hasSize(1).doesNotContain(reader);
    }

    @Test
    void whatHasFailedIsReadEachMinuteAndToldAtOnceAndOnlyOnce() {
        start(Profile.DEFAULT);
        now = now.plus(EVERY);
        String reader = readers().get(0);
        hear(told(reader, hosts));
        Failure failure = new Failure("pm99", now.minusSeconds(70));
        now = now.plusSeconds(60);
        assertThat(readers()).containsExactly(reader);
        Envelope told = said(reader, hosts, failure).orElseThrow();
        assertThat(((Message.HelloReply) told.message()).failed()).containsExactly(failure);
        hear(told);
        now = now.plusSeconds(60);
        assertThat(said(reader, hosts, failure)).as("nothing new").isEmpty();
        assertThat(said(reader, hosts)).as("it is back").isPresent();
    }

    private Message hello(String host) {
        return new Message.Hello(engine(host, Profile.DEFAULT).self(now));
    }

    @Test
    void whoeverLooksReadsWhenNothingIsHeardForLong() {
        start(Profile.DEFAULT);
        now = now.plus(EVERY.multipliedBy(3));
        assertThat(readers()).hasSize(50);
        hear(told(hosts.get(0), hosts));
        assertThat(readers()).as("all but those that do not believe it").hasSizeLessThan(50);
    }

    @Test
    void aListIsBelievedOnlyFromThoseWhoseTurnItMayBe() {
        start(Profile.DEFAULT);
        now = now.plus(EVERY);
        String reader = readers().get(0);
        AuctionEngine peer = fleet.get(
                hosts.stream().filter(h -> !h.equals(reader)).findFirst().orElseThrow());
        assertThat(hosts.stream().filter(host -> !host.equals(reader)).filter(host -> probes(peer, host) > 0))
                .as("strangers are probed by those that believe the list: two more may have had their turn")
                .hasSizeLessThanOrEqualTo(2);
        assertThat(probes(peer, reader)).isEqualTo(1);
    }

    private List<String> withStranger() {
        return Stream.concat(hosts.stream(), Stream.of("stranger")).toList();
    }

    private long probes(AuctionEngine peer, String teller) {
        Message list = new Message.HelloReply(
                fleet.get(teller).self(now), List.of(), Pauses.NONE, Drains.NONE, withStranger(), List.of());
        Envelope told = new Envelope("e" + ++count, teller, new Address.Group("az-1"), "", now, list);
        return peer.on(new Event.Heard(now, told)).stream()
                .filter(effect -> effect instanceof Effect.Send send
                        && send.envelope().to().equals(Address.host("stranger")))
                .count();
    }

    @Test
    void allReadByTheThesis() {
        start(Profile.THESIS);
        assertThat(readers()).hasSize(50);
    }
}
