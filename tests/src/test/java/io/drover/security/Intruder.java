package io.drover.security;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.wire.FleetKeyFile;
import io.drover.wire.MalformedMessage;
import io.drover.wire.MessageCodec;
import io.drover.wire.MessageSeal;
import io.drover.wire.MessageSeal.Facts;
import io.drover.wire.MessageType;
import io.drover.wire.RoutingKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Somebody with an account of the broker, {@code drover-evil}, who has found the fleet key as well, and does what can
 * still be done. All that is sent must be dropped by every agent.
 */
final class Intruder implements AutoCloseable {

    private static final String NAME = "evil";
    private static final String USER = "drover-" + NAME;
    private static final String VICTIM = "6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001";

    private final Channel channel;
    private final InstantSource clock;
    private final MessageSeal stolen;
    private final MessageSeal guessed;
    private final MessageCodec codec = new MessageCodec();
    private long sent;

    Intruder(String transportUrl, Path key, Path otherKey, InstantSource clock) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(transportUrl.replaceFirst("^rabbit:", "amqp:").replaceFirst("/$", "/%2F"));
        this.channel = factory.newConnection().createChannel();
        this.clock = clock;
        this.stolen = new MessageSeal(new FleetKeyFile(key, clock), Duration.ofDays(1), clock);
        this.guessed = new MessageSeal(new FleetKeyFile(otherKey, clock), Duration.ofDays(1), clock);
    }

    long sent() {
        return sent;
    }

    /** Everything once, to one host; {@code as}: whose names are forged. */
    void attack(String host, String as) throws IOException, MalformedMessage {
        for (Message message : forgeries(as)) {
            publish(told(as, host, message), USER, stolen);
            publish(told(as, host, message), null, stolen);
            publish(told(NAME, host, message), USER, null);
            publish(told(NAME, host, message), USER, guessed);
        }
        Envelope old = told(
                NAME,
                host,
                new Message.MeasurementRequest(Instant.EPOCH),
                clock.instant().minus(Duration.ofDays(1)));
        publish(old, USER, stolen);
        for (byte[] rubbish : rubbish(host))
            pretend(told(NAME, host, new Message.MeasurementRequest(Instant.EPOCH)), rubbish);
        Envelope elsewhere = told(NAME, "another", new Message.MeasurementRequest(Instant.EPOCH));
        pretend(elsewhere, "host." + host, codec.encode(elsewhere));
    }

    /** One message that is in order, again and again: the first is heard, so it says nothing. */
    void replay(String host, int times) throws IOException, MalformedMessage {
        Envelope once = told(NAME, host, new Message.PauseAcknowledgement(false, ""));
        for (int i = 0; i < times; i++) publish(once, USER, stolen);
    }

    void flood(String host, int messages) throws IOException {
        BasicProperties nothing = new BasicProperties.Builder().userId(USER).build();
        for (int i = 0; i < messages; i++) send("host." + host, nothing, new byte[] {'['});
    }

    private static List<Message> forgeries(String as) {
        return List.of(
                new Message.WinningBidAnnouncement(VICTIM, as),
                new Message.ResourceRelease("forged"),
                new Message.MigrationAcknowledgement(VICTIM, as, true, "", 1),
                new Message.WinningBidAcknowledgement(VICTIM, true, false, ""),
                new Message.Pause(true, "", as, Instant.EPOCH));
    }

    private List<byte[]> rubbish(String host) throws IOException, MalformedMessage {
        String fine = new String(
                codec.encode(told(NAME, host, new Message.MeasurementRequest(Instant.EPOCH))), StandardCharsets.UTF_8);
        return List.of(
                new byte[] {0, 1, 2, 3},
                "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
                bomb(),
                fine.replaceFirst("^\\[1,", "[2,").getBytes(StandardCharsets.UTF_8),
                fine.replaceFirst("null", "1e308").getBytes(StandardCharsets.UTF_8),
                fine.replaceFirst("null", "-1").getBytes(StandardCharsets.UTF_8),
                fine.replaceFirst("null", "NaN").getBytes(StandardCharsets.UTF_8));
    }

    /** Some kilobytes that unpack to 64 MiB. */
    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write('z');
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, deflater)) {
            for (int i = 0; i < 64; i++) out.write(new byte[1 << 20]);
        } finally {
            deflater.end();
        }
        return packed.toByteArray();
    }

    private Envelope told(String source, String host, Message message) {
        return told(source, host, message, clock.instant());
    }

    private static Envelope told(String source, String host, Message message, Instant at) {
        Instant whole = Instant.ofEpochMilli(at.toEpochMilli());
        String auction = MessageType.of(message).inAuction() ? source + "/x" : "";
        return new Envelope(UUID.randomUUID().toString(), source, Address.host(host), auction, whole, message);
    }

    private void publish(Envelope envelope, String user, MessageSeal seal) throws IOException, MalformedMessage {
        byte[] body = codec.encode(envelope);
        send(RoutingKey.of(envelope.to()), properties(envelope, user, seal, body), body);
    }

    private void pretend(Envelope pretext, byte[] body) throws IOException {
        pretend(pretext, RoutingKey.of(pretext.to()), body);
    }

    private void pretend(Envelope pretext, String key, byte[] body) throws IOException {
        send(key, properties(pretext, USER, stolen, body), body);
    }

    private static BasicProperties properties(Envelope envelope, String user, MessageSeal seal, byte[] body) {
        String type = MessageType.of(envelope.message()).name();
        Map<String, Object> headers = new HashMap<>();
        headers.put("source", envelope.source());
        if (seal != null) headers.put("seal", seal.seal(new Facts(envelope.id(), envelope.source(), type), body));
        return new BasicProperties.Builder()
                .type(type)
                .messageId(envelope.id())
                .userId(user)
                .headers(headers)
                .build();
    }

    private void send(String key, BasicProperties properties, byte[] body) throws IOException {
        channel.basicPublish("drover", key, properties, body);
        sent++;
    }

    @Override
    public void close() throws IOException {
        channel.getConnection().close();
    }
}
