package io.drover.wire;

import io.drover.auction.Envelope;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Says who may speak: HMAC-SHA256 with the fleet key over a message's bytes and the AMQP facts that agents act on, and
 * a memory against repetition. Bytes are checked before anything parses them.
 */
public final class MessageSeal {

    public static final Duration WINDOW = Duration.ofSeconds(60);

    private static final String ALGORITHM = "HmacSHA256";

    /** Of an AMQP delivery; each must say what the message inside says. */
    public record Facts(String messageId, String source, String type) {}

    private final Supplier<FleetKey> key;
    private final ReplayMemory heard;

    /**
     * @param key asked for each message, by any number of threads
     * @param window how far a message's sent-at may be from now, in either direction: clocks of hosts differ
     */
    public MessageSeal(Supplier<FleetKey> key, Duration window, InstantSource clock) {
        this.key = key;
        this.heard = new ReplayMemory(window, clock);
    }

    public byte[] seal(Facts facts, byte[] body) {
        return mac(key.get().signing(), facts, body);
    }

    /** Why it must be dropped, before it is decoded; {@code seal} null: it came without. */
    public Optional<DropReason> check(Facts facts, byte[] body, byte[] seal) {
        if (seal == null) return Optional.of(DropReason.UNSIGNED);
        boolean genuine = false;
        for (byte[] each : key.get().all()) genuine |= MessageDigest.isEqual(mac(each, facts, body), seal);
        return genuine ? Optional.empty() : Optional.of(DropReason.FORGED);
    }

    /** Why a genuine message must be dropped all the same; else remembers it. Any number of threads. */
    public Optional<DropReason> admit(Envelope envelope) {
        return heard.admit(envelope.source(), envelope.id(), envelope.sentAt());
    }

    private static byte[] mac(byte[] key, Facts facts, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (String fact : new String[] {facts.messageId(), facts.source(), facts.type()}) {
                byte[] bytes = fact.getBytes(StandardCharsets.UTF_8);
                mac.update((byte) (bytes.length >>> 8));
                mac.update((byte) bytes.length);
                mac.update(bytes);
            }
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has " + ALGORITHM, e);
        }
    }
}
