package io.drover.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.config.NotifyConfig;
import io.drover.node.Journal;
import io.drover.openstack.Certificates;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Posts what happens to this host to an address, as CloudEvents 1.0 in JSON. Decisions never wait for it: what finds no
 * room is dropped and counted.
 */
public final class Webhook implements Journal, AutoCloseable {

    static final int WAITING_AT_MOST = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger("drover");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final NotifyConfig config;
    private final String host;
    private final InstantSource clock;
    private final Happenings happenings = new Happenings();
    private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(WAITING_AT_MOST);
    private final AtomicLong dropped = new AtomicLong();
    private final Sender sender;

    /**
     * @param host that the events are about
     * @throws IllegalArgumentException with one sentence when the authorities' file is of no use
     */
    public Webhook(NotifyConfig config, String host, InstantSource clock) {
        this.config = config;
        this.host = host;
        this.clock = clock;
        this.sender = new Sender(config.url(), config.timeout(), trust(config), waiting);
        LOG.info("notifications go to {}", config);
    }

    private static Optional<SSLContext> trust(NotifyConfig config) {
        return config.cafile()
                .map(file -> new Certificates(Optional.of(file), Optional.empty(), Optional.empty()).context());
    }

    @Override
    public void heard(Event event) {}

    @Override
    public boolean decided(Effect effect) {
        if (effect instanceof Effect.Say say) tell(say.note());
        return true;
    }

    private void tell(Note note) {
        Optional<String> word = happenings.of(note).filter(config.on()::contains);
        if (word.isEmpty()) return;
        byte[] body = document(word.get(), note).getBytes(StandardCharsets.UTF_8);
        if (waiting.offer(new Delivery(body, config.secret().map(secret -> signature(secret, body))))) return;
        if (dropped.incrementAndGet() == 1) LOG.warn("the webhook is behind, notifications are dropped");
    }

    /** How many found no room. */
    public long dropped() {
        return dropped.get();
    }

    private String document(String word, Note note) {
        ObjectNode event = JSON.createObjectNode();
        event.put("specversion", "1.0").put("id", UUID.randomUUID().toString());
        event.put("source", "urn:drover:host:" + host).put("type", "io.drover." + word);
        event.put("time", clock.instant().toString()).put("datacontenttype", "application/json");
        ObjectNode data = event.putObject("data");
        data.put("host", host).put("auction", note.auction()).put("text", note.text());
        note.facts().forEach(data::putPOJO);
        return event.toString();
    }

    private static String signature(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JVM without HmacSHA256", e);
        }
    }

    /** What waits is left. */
    @Override
    public void close() {
        sender.close();
    }
}
