package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Envelope;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever arrives is either refused as malformed or a message that could as well have been sent. */
class MessageFuzzTest {

    private static final long SEED = 4_711;
    private static final String[] SCRAPS = {
        "null",
        "-1",
        "0",
        "1e308",
        "1e999",
        "[]",
        "{}",
        "\"\"",
        "true",
        "9223372036854775808",
        "[[[[",
        "]",
        ",",
        "\"",
        "\\u0000",
        "\\ud800",
        "NaN",
        "-0.0",
        "1.5",
        "{\"VCPU\":-1}",
        "\"enforce\"",
        "20",
        "[1,6,"
    };

    private final MessageCodec codec = new MessageCodec();

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void mutatedBytes(MessageType type) throws MalformedMessage {
        byte[] packed = codec.encode(GoldenMessages.of(type));
        byte[] plain = MessageCodec.text(GoldenMessages.of(type)).getBytes(StandardCharsets.UTF_8);
        for (long seed = SEED; seed < SEED + 1_500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = (random.nextBoolean() ? packed : plain).clone();
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length + 8));
            decodesWhollyOrNotAtAll(bytes, seed);
        }
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void mutatedTokens(MessageType type) throws MalformedMessage {
        String text = MessageCodec.text(GoldenMessages.of(type));
        for (long seed = SEED; seed < SEED + 1_500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            String[] tokens = text.split("(?=[,\\[\\]{}:])|(?<=[,\\[\\]{}:])");
            for (int i = random.nextInt(1, 3); i > 0; i--) {
                int at = random.nextInt(tokens.length);
                tokens[at] = random.nextBoolean()
                        ? SCRAPS[random.nextInt(SCRAPS.length)]
                        : tokens[random.nextInt(tokens.length)];
            }
            decodesWhollyOrNotAtAll(String.join("", tokens).getBytes(StandardCharsets.UTF_8), seed);
        }
    }

    /** What is wrong may be inside the packing, and the packing whole. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void mutatedBeforePacking(MessageType type) throws MalformedMessage {
        byte[] plain = MessageCodec.text(GoldenMessages.of(type)).getBytes(StandardCharsets.UTF_8);
        for (long seed = SEED; seed < SEED + 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = plain.clone();
            int at = random.nextInt(bytes.length);
            int length = random.nextInt(bytes.length - at);
            System.arraycopy(plain, random.nextInt(bytes.length - length), bytes, at, length);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            decodesWhollyOrNotAtAll(Deflated.smaller(bytes), seed);
        }
    }

    @Test
    void noise() {
        for (long seed = SEED; seed < SEED + 5_000; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextInt(1, 400)];
            random.nextBytes(bytes);
            if (random.nextBoolean()) bytes[0] = (byte) (random.nextBoolean() ? 'z' : '[');
            decodesWhollyOrNotAtAll(bytes, seed);
        }
    }

    private void decodesWhollyOrNotAtAll(byte[] bytes, long seed) {
        Envelope heard;
        try {
            heard = codec.decode(bytes);
        } catch (MalformedMessage refused) {
            assertThat(refused.getMessage()).as("seed %d", seed).isNotBlank().doesNotContain("com.fasterxml", "\n");
            return;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed + " slipped through", e);
        }
        try {
            assertThat(codec.decode(codec.encode(heard))).as("seed %d", seed).isEqualTo(heard);
        } catch (MalformedMessage e) {
            throw new AssertionError("seed " + seed + " was read but could not have been sent: " + heard, e);
        }
    }
}
