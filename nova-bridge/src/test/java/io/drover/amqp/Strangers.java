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
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.zip.Deflater;

/** Clauses of the contract: what agents do with those who do not belong to them. */
final class Strangers {

    private Strangers() {}

    static void counted(TestFleet fleet) throws Exception {
        Peer b = fleet.agent("b", "g");
        Channel stranger = fleet.stranger();
        stranger.basicPublish(fleet.exchange(), "host.b", null, "[1,0]".getBytes(StandardCharsets.UTF_8));
        stranger.basicPublish(fleet.exchange(), "host.b", null, bomb());
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
        Envelope sent = fleet.agent("a", "g").says(Address.host("b"));
        assertThat(b.hears()).isEqualTo(sent);
    }

    /** Each is from an account without the fleet's key, and once ended the connection of every agent that got it. */
    static void endNoConnection(TestFleet fleet) throws Exception {
        Peer b = fleet.agent("b", "g");
        deep(() -> {
            publish(fleet, nested(8_000), "[]".getBytes(StandardCharsets.UTF_8));
            return null;
        });
        publish(fleet, nested(40), new byte[300_000]);
        publish(fleet, null, new byte[MessageCodec.MAX_BYTES]);
        Envelope sent = fleet.agent("a", "g").says(Address.host("b"));
        assertThat(b.hears()).isEqualTo(sent);
        assertThat(b.traffic().dropped(DropReason.SYNTAX)).isBetween(1L, 3L);
        assertThat(b.states()).doesNotContain(LinkState.CUT);
    }

    private static void publish(TestFleet fleet, BasicProperties properties, byte[] body) throws Exception {
        fleet.stranger().basicPublish(fleet.exchange(), "host.b", properties, body);
    }

    /** The client needs much stack to write what it once needed much stack to read. */
    private static void deep(Callable<Void> task) throws Exception {
        FutureTask<Void> deep = new FutureTask<>(task);
        new Thread(null, deep, "deep", 512L << 20).start();
        deep.get();
    }

    /** The broker may be told to take none of these; then it closes the stranger's channel. */
    static void largeBodiesEndNoConnection(TestFleet fleet) throws Exception {
        Peer b = fleet.agent("b", "g");
        for (int i = 0; i < 3; i++) {
            fleet.stranger().basicPublish(fleet.exchange(), "host.b", null, new byte[9 * MessageCodec.MAX_BYTES]);
        }
        Envelope sent = fleet.agent("a", "g").says(Address.host("b"));
        assertThat(b.hears()).isEqualTo(sent);
        assertThat(b.states()).doesNotContain(LinkState.CUT);
    }

    /** A header table with a table in it, and so on. */
    private static BasicProperties nested(int depth) {
        Map<String, Object> inner = Map.of();
        for (int i = 0; i < depth; i++) inner = Map.of("a", inner);
        return new BasicProperties.Builder().type("HELLO").headers(inner).build();
    }

    /** A kilobyte that unpacks to more than a message may be. */
    private static byte[] bomb() {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(new byte[2 * MessageCodec.MAX_BYTES]);
        deflater.finish();
        byte[] packed = new byte[10_000];
        packed[0] = 'z';
        int length = deflater.deflate(packed, 1, packed.length - 1);
        deflater.end();
        return Arrays.copyOf(packed, length + 1);
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
