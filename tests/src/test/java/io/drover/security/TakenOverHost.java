package io.drover.security;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.drover.wire.FleetKeyFile;
import io.drover.wire.MessageSeal;
import io.drover.wire.MessageSeal.Facts;
import io.drover.wire.MessageType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** A compute host that was taken over: it has its own user of the broker and the fleet key, and writes by hand. */
final class TakenOverHost implements AutoCloseable {

    static final long LAST_MILLIS = 253_402_300_799_999L;

    private final String name;
    private final InstantSource clock;
    private final MessageSeal seal;
    private final Connection connection;
    private final String stay = UUID.randomUUID().toString();
    private Channel channel;
    private long sequence;

    TakenOverHost(String name, String transportUrl, Path key, InstantSource clock) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(transportUrl.replaceFirst("^rabbit:", "amqp:").replaceFirst("/$", "/%2F"));
        factory.setAutomaticRecoveryEnabled(false);
        this.name = name;
        this.clock = clock;
        this.seal = new MessageSeal(new FleetKeyFile(key, clock), Duration.ofDays(1), clock);
        this.connection = factory.newConnection();
        this.channel = connection.createChannel();
    }

    /** Of format 1.2; what follows the time is JSON. */
    void says(MessageType type, String to, String auction, long atMillis, String rest) throws IOException {
        String id = id();
        String text = "[1,2," + type.number() + "," + quoted(id) + "," + quoted(name) + "," + quoted(to) + ","
                + quoted(auction) + "," + atMillis + "," + rest + "]";
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        raw(to, id, type, plain.length < 10_000 ? plain : packed(plain), Map.of());
    }

    void says(MessageType type, String to, String auction, String rest) throws IOException {
        says(type, to, auction, now(), rest);
    }

    private void raw(String to, String id, MessageType type, byte[] body, Map<String, Object> more) throws IOException {
        Map<String, Object> headers = new HashMap<>(more);
        headers.put("source", name);
        headers.put("seal", seal.seal(new Facts(id, name, type.name()), body));
        BasicProperties properties = new BasicProperties.Builder()
                .type(type.name())
                .messageId(id)
                .userId("drover-" + name)
                .headers(headers)
                .build();
        channel.basicPublish("drover", to, properties, body);
    }

    void hotspot(String to, String auction, int servers) throws IOException {
        says(MessageType.HOTSPOT_MESSAGE, to, auction, "null,null,null," + host(7) + "," + servers(servers) + ",null");
    }

    void pause(boolean paused, String group, long sinceMillis) throws IOException {
        String more = "[" + paused + "," + quoted(group) + ",\"evil@nowhere\"," + sinceMillis + "]";
        says(MessageType.PAUSE, "fleet", "", "null,null,null,null,null," + more);
    }

    void inventedPeers(int message, int names) throws IOException {
        String peers = IntStream.range(0, names)
                .mapToObj(i -> quoted("x" + message + "-" + i + "-aaaaaaaaaaaaaaaaaaaaaaaaaa"))
                .collect(Collectors.joining(","));
        says(MessageType.HELLO_REPLY, "fleet", "", "null,null,null," + host(2) + ",null,[[" + peers + "],[]]");
    }

    void fromTheFuture(Duration ahead) throws IOException {
        long at = clock.instant().plus(ahead).toEpochMilli();
        says(MessageType.PAUSE_ACKNOWLEDGEMENT, "fleet", "", at, "null,null,null,null,null,[false,\"\"]");
    }

    /** A table in a table and so on; the client needs as much stack to write it as it once needed to read it. */
    void nestedHeader(int depth) throws Exception {
        Map<String, Object> inner = Map.of();
        for (int i = 0; i < depth; i++) inner = Map.of("a", inner);
        Map<String, Object> headers = Map.of("n", inner);
        FutureTask<Void> deep = new FutureTask<>(() -> {
            raw("fleet", "x", MessageType.HELLO, "[]".getBytes(StandardCharsets.UTF_8), headers);
            return null;
        });
        new Thread(null, deep, "deep", 512L << 20).start();
        deep.get();
    }

    /** The broker may close the channel for it; another is then used. */
    void largeBody(int bytes) throws IOException, TimeoutException {
        Channel own = connection.createChannel();
        own.basicPublish("drover", "fleet", null, new byte[bytes]);
        channel = connection.createChannel();
    }

    String id() {
        return name + "/" + stay + "/" + ++sequence;
    }

    long now() {
        return clock.instant().toEpochMilli();
    }

    private String host(double load) {
        return "[" + quoted(name) + ",\"\",8," + load + "," + load + ",0.0,0.0," + now()
                + ",null,null,null,null,{\"DISK_GB\":1500,\"MEMORY_MB\":81920,\"VCPU\":120},0.7,0.3,0.7,0.3,"
                + "\"enforce\",false,\"\",\"\"]";
    }

    private static String servers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "[\"6f6c5a86-5a0b-4f0a-9a55-" + String.format("%012d", i)
                        + "\",1,0.01,null,1,0.1,{\"DISK_GB\":20,\"MEMORY_MB\":2048,\"VCPU\":2},[\"g" + i + "\"]]")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write('z');
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(plain);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
