package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.wire.MessageSeal.Facts;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class MessageSealTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String OLD = "00112233445566778899aabbccddeeff";
    private static final String NEW = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final Facts FACTS = new Facts("id-1", "compute1", "PAUSE");
    private static final byte[] BODY = {1, 2, 3};

    private final AtomicReference<Instant> clock = new AtomicReference<>(NOW);
    private final MessageSeal seal = seal(OLD);

    @Test
    void aSealFitsItsOwnMessageOnly() {
        byte[] sealed = seal.seal(FACTS, BODY);
        assertThat(sealed).hasSize(32);
        assertThat(seal.check(FACTS, BODY, sealed)).isEmpty();
        assertThat(seal.check(FACTS, new byte[] {1, 2, 4}, sealed)).contains(DropReason.FORGED);
        assertThat(seal.check(new Facts("id-2", "compute1", "PAUSE"), BODY, sealed))
                .contains(DropReason.FORGED);
        assertThat(seal.check(new Facts("id-1", "compute2", "PAUSE"), BODY, sealed))
                .contains(DropReason.FORGED);
        assertThat(seal.check(new Facts("id-1", "compute1", "HELLO"), BODY, sealed))
                .contains(DropReason.FORGED);
        assertThat(seal.check(new Facts("id-", "1compute1", "PAUSE"), BODY, sealed))
                .contains(DropReason.FORGED);
        assertThat(seal.check(FACTS, BODY, new byte[32])).contains(DropReason.FORGED);
        assertThat(seal.check(FACTS, BODY, new byte[0])).contains(DropReason.FORGED);
        assertThat(seal.check(FACTS, BODY, null)).contains(DropReason.UNSIGNED);
    }

    /** RFC 4231 has no vector with our facts, so the facts' lengths and bytes are spelled out. */
    @Test
    void theSealIsPlainHmacSha256() throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(HexFormat.of().parseHex(OLD), "HmacSHA256"));
        mac.update("\0\4id-1\0\10compute1\0\5PAUSE\1\2\3".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(seal.seal(FACTS, BODY)).isEqualTo(mac.doFinal());
    }

    @Test
    void aKeyIsChangedWithoutAGap() {
        MessageSeal both = seal(OLD, NEW);
        MessageSeal moved = seal(NEW, OLD);
        MessageSeal done = seal(NEW);
        assertThat(both.check(FACTS, BODY, seal.seal(FACTS, BODY))).isEmpty();
        assertThat(seal.check(FACTS, BODY, both.seal(FACTS, BODY))).isEmpty();
        assertThat(both.check(FACTS, BODY, moved.seal(FACTS, BODY))).isEmpty();
        assertThat(moved.check(FACTS, BODY, both.seal(FACTS, BODY))).isEmpty();
        assertThat(done.check(FACTS, BODY, moved.seal(FACTS, BODY))).isEmpty();
        assertThat(done.check(FACTS, BODY, both.seal(FACTS, BODY))).contains(DropReason.FORGED);
    }

    @Test
    void aMessageIsHeardOnceAndInTime() {
        assertThat(seal.admit(sent("a", NOW))).isEmpty();
        assertThat(seal.admit(sent("a", NOW))).contains(DropReason.REPLAYED);
        assertThat(seal.admit(sent("b", NOW.plusSeconds(60)))).isEmpty();
        assertThat(seal.admit(sent("c", NOW.plusMillis(60_001)))).contains(DropReason.STALE);
        assertThat(seal.admit(sent("d", NOW.minusSeconds(60)))).isEmpty();
        assertThat(seal.admit(sent("e", NOW.minusMillis(60_001)))).contains(DropReason.STALE);
    }

    @Test
    void noMomentIsLeftInWhichARepetitionIsNew() {
        assertThat(seal.admit(sent("early", NOW.plusSeconds(60)))).isEmpty();
        for (int second = 0; second <= 240; second++) {
            clock.set(NOW.plusSeconds(second));
            assertThat(seal.admit(sent("early", NOW.plusSeconds(60))))
                    .as("after %d s", second)
                    .isPresent();
        }
    }

    @Test
    void aFloodOpensNoDoor() {
        assertThat(seal.admit(sent("victim", NOW))).isEmpty();
        for (int i = 0; i < 3 * ReplayMemory.CAPACITY; i++) {
            assertThat(seal.admit(sent("flood-" + i, NOW.plusMillis(1 + i)))).isEmpty();
        }
        assertThat(seal.admit(sent("victim", NOW))).contains(DropReason.STALE);
        assertThat(seal.admit(sent("flood-" + (3 * ReplayMemory.CAPACITY - 1), NOW.plusSeconds(60))))
                .contains(DropReason.REPLAYED);
        assertThat(seal.admit(sent("later", NOW.plusSeconds(60)))).isEmpty();
    }

    @Test
    void nobodyUsesUpTheIdsOfAnother() {
        for (int i = 1; i <= 400; i++) {
            assertThat(seal.admit(sent("pm4", "pm2/epoch/" + i, NOW))).isEmpty();
        }
        for (int i = 1; i <= 400; i++) {
            assertThat(seal.admit(sent("pm2", "pm2/epoch/" + i, NOW))).isEmpty();
        }
    }

    @Test
    void aFloodFromTheFutureShutsOutItsOwnSourceOnly() {
        assertThat(seal.admit(sent("pm2", "early", NOW))).isEmpty();
        for (int i = 0; i < 20_200; i++) {
            seal.admit(sent("pm4", "future-" + i, NOW.plusSeconds(59)));
        }
        assertThat(seal.admit(sent("pm1", "honest", NOW))).isEmpty();
        assertThat(seal.admit(sent("pm2", "honest", NOW))).isEmpty();
        assertThat(seal.admit(sent("pm2", "early", NOW))).contains(DropReason.REPLAYED);
        assertThat(seal.admit(sent("pm4", "honest", NOW))).contains(DropReason.STALE);
    }

    @Test
    void inventedSourcesOpenNoDoorEither() {
        assertThat(seal.admit(sent("pm2", "once", NOW))).isEmpty();
        for (int i = 0; i < 3 * ReplayMemory.SOURCES; i++) seal.admit(sent("invented-" + i, "id", NOW.plusMillis(i)));
        assertThat(seal.admit(sent("pm2", "once", NOW))).contains(DropReason.STALE);
        assertThat(seal.admit(sent("pm2", "new", NOW.plusSeconds(30)))).isEmpty();
    }

    private MessageSeal seal(String... keys) {
        FleetKey key = FleetKey.parse(List.of(keys), "test");
        return new MessageSeal(() -> key, Duration.ofSeconds(60), clock::get);
    }

    private static Envelope sent(String id, Instant at) {
        return sent("compute1", id, at);
    }

    private static Envelope sent(String source, String id, Instant at) {
        return new Envelope(id, source, Address.FLEET, "", at, new Message.MeasurementRequest(Instant.EPOCH));
    }
}
