package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.drover.amqp.TestFleet.Peer;
import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.wire.DropReason;
import io.drover.wire.MessageCodec;
import io.drover.wire.MessageType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** What an agent may rely on with any broker; a factory of tests for one that runs. */
public final class NetworkContract {

    private static final Duration LONG = TestFleet.LONG;
    /** Brokers keep a message a little longer than it asks for. */
    private static final Duration ROUNDED = Duration.ofSeconds(1);

    static final Duration QUIET = Duration.ofMillis(400);
    static final Message.MigrationAcknowledgement ENDED =
            new Message.MigrationAcknowledgement("6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001", "b", true, "", 12);

    private final TransportUrl url;

    private NetworkContract(TransportUrl url) {
        this.url = url;
    }

    private interface Clause {
        void hold(TestFleet fleet) throws Exception;
    }

    /** One test a clause. The broker is left as it was. */
    public static Stream<DynamicTest> on(TransportUrl url) {
        NetworkContract contract = new NetworkContract(url);
        return Stream.of(
                contract.clause("a broadcast reaches all but its sender", NetworkContract::broadcast),
                contract.clause("a group's message stays in the group", NetworkContract::group),
                contract.clause("a unicast reaches one", NetworkContract::unicast),
                contract.clause("a unicast to an absent host comes back", NetworkContract::absentHost),
                contract.clause("a measurement point hears what is for it", NetworkContract::measurementPoint),
                contract.clause("properties tell what travels", NetworkContract::properties),
                contract.clause("a message expires with its worth", NetworkContract::expiration),
                contract.clause("a second agent is refused", NetworkContract::secondAgent),
                contract.clause("a wrong password is refused", contract::wrongPassword),
                contract.clause("a wrong virtual host is refused", contract::wrongVirtualHost),
                contract.clause("a cut connection recovers", Outages::cutRecovers),
                contract.clause("another broker address takes over", Outages::secondAddress),
                contract.clause("a deleted exchange is declared again", Outages::deletedExchange),
                contract.clause("a lingering queue is waited for", Outages::lingeringQueue),
                contract.clause("a host taken meanwhile is given up", Outages::takenMeanwhile),
                contract.clause("a burst is dropped, not waited for", Outages::burst),
                contract.clause("an unconfirmed end of a migration is said again", Outages::confirms),
                contract.clause("what waits is sent before leaving", NetworkContract::farewell),
                contract.clause("strangers are counted and not heard", Strangers::counted),
                contract.clause("a stranger's message ends no connection", Strangers::endNoConnection),
                contract.clause("nor does a large body", Strangers::largeBodiesEndNoConnection),
                contract.clause("only sealed messages are heard, once", Strangers::sealed));
    }

    private DynamicTest clause(String name, Clause clause) {
        return DynamicTest.dynamicTest(name, () -> {
            try (TestFleet fleet = new TestFleet(url)) {
                clause.hold(fleet);
            }
        });
    }

    private static void broadcast(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a", "g");
        Peer b = fleet.agent("b", "g");
        Peer c = fleet.agent("c", "h");
        Envelope sent = a.says(Address.FLEET);
        assertThat(b.hears()).isEqualTo(sent);
        assertThat(c.hears()).isEqualTo(sent);
        assertThat(a.nextWithin(QUIET)).isNull();
        assertThat(a.traffic().dropped() + b.traffic().dropped()).isZero();
        assertThat(b.traffic().received(MessageType.RESOURCE_RELEASE))
                .isEqualTo(a.traffic().sent(MessageType.RESOURCE_RELEASE));
    }

    private static void group(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a", "g#1");
        Peer b = fleet.agent("b", "g#1");
        Peer c = fleet.agent("c", "#");
        Envelope sent = a.says(new Address.Group("g#1"));
        assertThat(b.hears()).isEqualTo(sent);
        assertThat(c.nextWithin(QUIET)).isNull();
    }

    private static void unicast(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a.example.com", "g");
        Peer b = fleet.agent("b.example.com", "g");
        Peer c = fleet.agent("b", "g");
        Envelope sent = a.says(Address.host("b.example.com"));
        assertThat(b.hears()).isEqualTo(sent);
        assertThat(c.nextWithin(QUIET)).isNull();
    }

    private static void absentHost(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a", "g");
        Envelope plain = a.says(Address.host("nobody"));
        assertThat(a.next())
                .isInstanceOfSatisfying(
                        Event.Undelivered.class, e -> assertThat(e.envelope()).isEqualTo(plain));
        Envelope confirmed = a.says(Address.host("nobody"), ENDED, LONG);
        assertThat(a.next())
                .isInstanceOfSatisfying(
                        Event.Undelivered.class, e -> assertThat(e.envelope()).isEqualTo(confirmed));
        a.says(Address.FLEET);
        assertThat(a.nextWithin(Duration.ofSeconds(4)))
                .as("neither a broadcast nor a second try")
                .isNull();
        assertThat(a.traffic().dropped()).isZero();
    }

    private static void measurementPoint(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a", "g");
        Peer one = fleet.join(
                fleet.settings(fleet.over(fleet.relay()), Subscription.measurementPoint("mp")), Trust.IN_EVERYBODY);
        Peer two = fleet.join(
                fleet.settings(fleet.over(fleet.relay()), Subscription.measurementPoint("mp2")), Trust.IN_EVERYBODY);
        Envelope report = a.says(Address.MEASUREMENT_POINT, ENDED, LONG);
        assertThat(one.hears()).isEqualTo(report);
        assertThat(two.hears()).isEqualTo(report);
        Envelope request = one.says(Address.FLEET, new Message.MeasurementRequest(Instant.EPOCH), LONG);
        assertThat(a.hears()).isEqualTo(request);
        Envelope answer = a.says(Address.host("mp2"));
        assertThat(two.hears()).isEqualTo(answer);
        assertThat(one.nextWithin(QUIET)).isNull();
    }

    private static void properties(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a", "g");
        Channel stranger = fleet.stranger();
        String queue = stranger.queueDeclare().getQueue();
        stranger.queueBind(queue, fleet.exchange(), "host.b");
        Envelope sent =
                new Envelope("id-1", "a", Address.host("b"), "auction-1", Instant.ofEpochSecond(1_772_366_400), ENDED);
        a.network().send(sent, Duration.ofSeconds(25));
        GetResponse got = TestFleet.get(stranger, queue);
        assertThat(new MessageCodec().decode(got.getBody())).isEqualTo(sent);
        BasicProperties properties = got.getProps();
        assertThat(properties.getType()).isEqualTo("MIGRATION_ACKNOWLEDGEMENT");
        assertThat(properties.getMessageId()).isEqualTo("id-1");
        assertThat(properties.getCorrelationId()).isEqualTo("auction-1");
        assertThat(properties.getAppId()).isEqualTo("drover");
        assertThat(properties.getTimestamp()).isEqualTo(Instant.ofEpochSecond(1_772_366_400));
        assertThat(properties.getUserId()).isNotEmpty();
        assertThat(properties.getHeaders().get("source")).hasToString("a");
    }

    private static void expiration(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a", "g");
        Channel stranger = fleet.stranger();
        String queue = stranger.queueDeclare().getQueue();
        stranger.queueBind(queue, fleet.exchange(), "host.b");
        Message release = new Message.ResourceRelease("soon old");
        Duration worth = Duration.ofMillis(300);
        a.says(Address.host("b"), release, worth);
        Envelope lasting = a.says(Address.host("b"), release, LONG);
        await("both were said").atMost(LONG).until(() -> a.traffic().sent().messages() == 2);
        Instant worthless = Instant.now().plus(worth).plus(ROUNDED);
        await("the first is worth nothing").until(() -> Instant.now().isAfter(worthless));
        assertThat(new MessageCodec().decode(TestFleet.get(stranger, queue).getBody()))
                .isEqualTo(lasting);
        assertThat(stranger.basicGet(queue, true)).isNull();
    }

    private static void secondAgent(TestFleet fleet) throws Exception {
        Peer first = fleet.agent("a", "g");
        assertThatThrownBy(() -> fleet.agent("a", "g"))
                .isInstanceOf(HostTakenException.class)
                .hasMessage("another agent already runs for the host a");
        Peer b = fleet.agent("b", "g");
        Envelope sent = b.says(Address.host("a"));
        assertThat(first.hears()).isEqualTo(sent);
        first.network().close();
        Peer heir = fleet.agent("a", "g");
        sent = b.says(Address.host("a"));
        assertThat(heir.hears()).isEqualTo(sent);
    }

    private void wrongPassword(TestFleet fleet) {
        TransportUrl.Broker known = url.brokers().get(0);
        TransportUrl wrong = new TransportUrl(
                List.of(new TransportUrl.Broker(known.host(), known.port(), known.user(), "s3cret-wrong")),
                url.virtualHost(),
                url.tls(),
                false);
        BrokerRefusedException refused = catchThrowableOfType(
                BrokerRefusedException.class,
                () -> fleet.join(fleet.settings(wrong, Subscription.agent("a", "g")), Trust.IN_EVERYBODY));
        assertThat(refused).hasMessageContaining("refuses").hasMessageContaining("the password");
        assertThat(refused.getMessage()).doesNotContain("s3cret-wrong").contains(known.host());
    }

    private void wrongVirtualHost(TestFleet fleet) {
        TransportUrl wrong = new TransportUrl(url.brokers(), "no-such-vhost", url.tls(), false);
        assertThatThrownBy(() -> fleet.join(fleet.settings(wrong, Subscription.agent("a", "g")), Trust.IN_EVERYBODY))
                .isInstanceOf(BrokerRefusedException.class)
                .hasMessageContaining("refuses the virtual host");
    }

    private static void farewell(TestFleet fleet) throws Exception {
        Peer a = fleet.agent("a", "g");
        Peer b = fleet.agent("b", "g");
        for (int i = 0; i < 500; i++) a.says(Address.host("b"));
        a.network().close();
        for (int i = 0; i < 500; i++) b.hears();
        a.says(Address.host("b"));
        assertThat(a.traffic().dropped(DropReason.OVERFLOW)).isEqualTo(1);
    }
}
