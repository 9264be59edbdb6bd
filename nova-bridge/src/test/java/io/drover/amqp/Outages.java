package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.amqp.TestFleet.Peer;
import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.wire.DropReason;
import java.time.Duration;

/** Clauses of the contract: what agents may rely on when the network or the broker fails. */
final class Outages {

    private static final Duration LONG = TestFleet.LONG;
    private static final Duration QUIET = NetworkContract.QUIET;

    /** Longer than what is not confirmed is waited for. */
    private static final Duration UNCONFIRMED = Duration.ofSeconds(4);

    private Outages() {}

    static void cutRecovers(TestFleet fleet) throws Exception {
        Relay relay = fleet.relay();
        Peer a = fleet.join(fleet.settings(fleet.over(relay), Subscription.agent("a", "g")), Trust.IN_EVERYBODY);
        Peer b = fleet.agent("b", "g");
        a.waitsFor(LinkState.CONNECTED);
        for (int round = 0; round < 3; round++) {
            relay.cut();
            a.waitsFor(LinkState.CUT);
            Envelope meanwhile = a.says(Address.host("b"));
            a.waitsFor(LinkState.RECOVERED);
            assertThat(b.hears()).isEqualTo(meanwhile);
            Envelope back = b.says(Address.host("a"));
            assertThat(a.hears()).isEqualTo(back);
            assertThat(a.nextWithin(QUIET)).as("heard once").isNull();
        }
        assertThat(a.states()).isEmpty();
    }

    static void secondAddress(TestFleet fleet) throws Exception {
        Relay one = fleet.relay();
        Relay two = fleet.relay();
        one.refuse(true);
        Peer a = fleet.join(fleet.settings(fleet.over(one, two), Subscription.agent("a", "g")), Trust.IN_EVERYBODY);
        Peer b = fleet.agent("b", "g");
        one.refuse(false);
        two.refuse(true);
        two.cut();
        a.waitsFor(LinkState.RECOVERED);
        Envelope sent = b.says(Address.host("a"));
        assertThat(a.hears()).isEqualTo(sent);
    }

    static void deletedExchange(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a", "g");
        AmqpSettings usual = fleet.settings(fleet.over(fleet.relay()), Subscription.agent("b", "g"));
        Peer b = fleet.join(with(usual, Duration.ofSeconds(2)), Trust.IN_EVERYBODY);
        fleet.stranger().exchangeDelete(fleet.exchange());
        a.says(Address.host("b"));
        a.waitsFor(LinkState.CUT);
        a.waitsFor(LinkState.RECOVERED);
        Envelope sent = b.says(Address.host("a"));
        assertThat(a.hears()).isEqualTo(sent);
        await("b lost its bindings without knowing, and has them again")
                .atMost(LONG)
                .until(() -> reaches(a, b));
    }

    private static boolean reaches(Peer a, Peer b) throws InterruptedException {
        Envelope sent = a.says(Address.host("b"));
        for (Event next = b.nextWithin(QUIET); next != null; next = b.nextWithin(QUIET)) {
            if (next instanceof Event.Heard heard && heard.envelope().equals(sent)) return true;
        }
        return false;
    }

    static void lingeringQueue(TestFleet fleet) throws Exception {
        Relay relay = fleet.relay();
        Peer a = fleet.join(impatient(fleet, relay), Trust.IN_EVERYBODY);
        Peer b = fleet.agent("b", "g");
        a.waitsFor(LinkState.CONNECTED);
        relay.cutNearEnd();
        a.waitsFor(LinkState.CUT);
        a.waitsFor(LinkState.RECOVERED);
        Envelope sent = b.says(Address.host("a"));
        assertThat(a.hears()).isEqualTo(sent);
    }

    static void takenMeanwhile(TestFleet fleet) throws Exception {
        Relay relay = fleet.relay();
        Peer a = fleet.join(impatient(fleet, relay), Trust.IN_EVERYBODY);
        relay.refuse(true);
        relay.cut();
        a.waitsFor(LinkState.CUT);
        Peer thief = fleet.agent("a", "g");
        relay.refuse(false);
        a.waitsFor(LinkState.TAKEN);
        a.says(Address.FLEET);
        assertThat(thief.nextWithin(QUIET)).isNull();
        assertThat(a.traffic().dropped(DropReason.EXPIRED)).isEqualTo(1);
    }

    private static AmqpSettings impatient(TestFleet fleet, Relay relay) {
        return with(fleet.settings(fleet.over(relay), Subscription.agent("a", "g")), Duration.ofSeconds(2));
    }

    private static AmqpSettings with(AmqpSettings usual, Duration heartbeat) {
        return new AmqpSettings(usual.url(), usual.exchange(), usual.station(), heartbeat, Duration.ofSeconds(4), 64);
    }

    static void burst(TestFleet fleet) throws Exception {
        Relay relay = fleet.relay();
        Peer a = fleet.join(impatient(fleet, relay), Trust.IN_EVERYBODY);
        relay.refuse(true);
        relay.cut();
        a.waitsFor(LinkState.CUT);
        long before = System.nanoTime();
        for (int i = 0; i < 10_000; i++) a.says(Address.FLEET, new Message.ResourceRelease(""), Duration.ofMillis(500));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
        assertThat(a.traffic().dropped(DropReason.OVERFLOW)).isBetween(10_000L - 66, 10_000L - 64);
        await("all are dropped").atMost(LONG).until(() -> a.traffic().dropped() == 10_000);
        assertThat(a.traffic().dropped(DropReason.EXPIRED)).isBetween(64L, 66L);
        assertThat(a.traffic().sent().messages()).isZero();
    }

    static void confirms(TestFleet fleet) throws Exception {
        Relay relay = fleet.relay();
        Peer a = fleet.join(impatient(fleet, relay), Trust.IN_EVERYBODY);
        Peer b = fleet.agent("b", "g");
        Envelope first = a.says(Address.host("b"), NetworkContract.ENDED, LONG);
        assertThat(b.hears()).isEqualTo(first);
        assertThat(b.nextWithin(UNCONFIRMED)).as("confirmed, so not said again").isNull();
        relay.swallow(true);
        a.says(Address.host("b"));
        Envelope lost = a.says(Address.host("b"), NetworkContract.ENDED, LONG);
        await("both are on their way")
                .atMost(LONG)
                .until(() -> a.traffic().sent().messages() == 3);
        relay.refuse(true);
        relay.cut();
        relay.swallow(false);
        relay.refuse(false);
        a.waitsFor(LinkState.RECOVERED);
        assertThat(b.hears()).as("the other one is lost").isEqualTo(lost);
        assertThat(b.nextWithin(QUIET)).isNull();
        assertThat(a.traffic().dropped()).isZero();
    }
}
