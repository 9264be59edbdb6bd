package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;
import io.drover.amqp.TestFleet.Peer;
import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.wire.DropReason;
import io.drover.wire.FleetKey;
import io.drover.wire.MessageCodec;
import io.drover.wire.MessageSeal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** Clauses of the contract: what agents do with those who do not belong to them. */
final class Strangers {

    private Strangers() {}

    static void counted(TestFleet fleet) throws Exception {
        Peer b = fleet.agent("b", "g");
        Channel stranger = fleet.stranger();
        stranger.basicPublish(fleet.exchange(), "host.b", null, "[1,0]".getBytes(StandardCharsets.UTF_8));
        stranger.basicPublish(fleet.exchange(), "host.b", null, new byte[MessageCodec.MAX_BYTES + 1]);
        Envelope forC = new Envelope(
                "id", "a", Address.host("c"), "", Instant.EPOCH, new Message.MeasurementRequest(Instant.EPOCH));
        BasicProperties properties = new BasicProperties.Builder()
                .messageId("id")
                .type("MEASUREMENT_REQUEST")
                .headers(Map.of("source", "a"))
                .build();
        stranger.basicPublish(fleet.exchange(), "host.b", properties, new MessageCodec().encode(forC));
        assertThat(b.nextWithin(Duration.ofSeconds(1))).isNull();
        assertThat(b.traffic().dropped(DropReason.FIELD)).isEqualTo(1);
        assertThat(b.traffic().dropped(DropReason.OVERSIZED)).isEqualTo(1);
        assertThat(b.traffic().dropped(DropReason.MISMATCH)).isEqualTo(1);
        stranger.basicPublish(fleet.exchange(), "host.b", null, new byte[9 * MessageCodec.MAX_BYTES]);
        b.waitsFor(LinkState.RECOVERED);
        Envelope sent = fleet.agent("a", "g").says(Address.host("b"));
        assertThat(b.hears()).isEqualTo(sent);
    }

    static void sealed(TestFleet fleet) throws Exception {
        Peer a = fleet.join(fleet.settings(fleet.over(fleet.relay()), Subscription.agent("a", "g")), seal("00"));
        Peer b = fleet.join(fleet.settings(fleet.over(fleet.relay()), Subscription.agent("b", "g")), seal("00"));
        Peer other = fleet.join(fleet.settings(fleet.over(fleet.relay()), Subscription.agent("c", "g")), seal("11"));
        Peer open = fleet.agent("d", "g");
        Channel stranger = fleet.stranger();
        String tap = stranger.queueDeclare().getQueue();
        stranger.queueBind(tap, fleet.exchange(), "host.b");
        Envelope sent = a.says(Address.host("b"));
        assertThat(b.hears()).isEqualTo(sent);
        other.says(Address.host("b"));
        open.says(Address.host("b"));
        GetResponse copy = TestFleet.get(stranger, tap);
        BasicProperties replay = copy.getProps().builder().userId(null).build();
        stranger.basicPublish(fleet.exchange(), "host.b", replay, copy.getBody());
        assertThat(b.nextWithin(Duration.ofSeconds(1))).isNull();
        assertThat(b.traffic().dropped(DropReason.FORGED)).isEqualTo(1);
        assertThat(b.traffic().dropped(DropReason.UNSIGNED)).isEqualTo(1);
        assertThat(b.traffic().dropped(DropReason.REPLAYED)).isEqualTo(1);
        Envelope unchecked = a.says(Address.host("d"));
        assertThat(open.hears()).as("without a key, seals are not looked at").isEqualTo(unchecked);
    }

    private static Trust seal(String octet) throws Exception {
        Path file = Files.createTempFile("fleet", ".key");
        Files.writeString(file, octet.repeat(32));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        FleetKey key = FleetKey.read(file);
        Files.delete(file);
        return Trust.in(new MessageSeal(() -> key, MessageSeal.WINDOW, InstantSource.system()));
    }
}
