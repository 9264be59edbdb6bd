package io.drover.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.drover.auction.Envelope;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Envelopes as bytes: one JSON array, by position, deflated when that is smaller. The first two elements are the
 * format's major and minor version. A minor version may append fields to any list, and nothing else; readers ignore
 * what a newer one appended. Instants travel in whole milliseconds, and what is not a finite number as null.
 *
 * <p>Stateless; any number of threads.
 */
public final class MessageCodec {

    public static final int MAJOR = 1;
    public static final int MINOR = 7;

    /** Of a message, packed and unpacked. */
    public static final int MAX_BYTES = 1 << 20;

    /** Below it, deflating costs time and saves nothing. */
    private static final int DEFLATE_FROM = 300;

    private static final ObjectMapper JSON = new ObjectMapper(factory());
    private static final ObjectReader TREES =
            JSON.readerFor(JsonNode.class).with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * @throws MalformedMessage when no peer would accept it: a name is too long, a number is not finite, …
     */
    public byte[] encode(Envelope envelope) throws MalformedMessage {
        byte[] plain = text(envelope).getBytes(StandardCharsets.UTF_8);
        if (plain.length > MAX_BYTES) throw oversized();
        return plain.length < DEFLATE_FROM ? plain : Deflated.smaller(plain);
    }

    /** The whole message, or the reason why it is none. */
    public Envelope decode(byte[] bytes) throws MalformedMessage {
        return parse(unpacked(bytes));
    }

    /** What {@link #decode} parses: at most {@link #MAX_BYTES}, whatever the input promises. */
    public byte[] unpacked(byte[] bytes) throws MalformedMessage {
        if (bytes.length > MAX_BYTES) throw oversized();
        return Deflated.is(bytes) ? Deflated.unpacked(bytes, MAX_BYTES) : bytes;
    }

    /** The message that {@link #unpacked} gave. */
    public Envelope parse(byte[] plain) throws MalformedMessage {
        return parse(utf8(plain));
    }

    /** What is sent, before it is packed. */
    static String text(Envelope envelope) throws MalformedMessage {
        try {
            JsonNode array = MessageWriter.write(envelope);
            MessageReader.read(array);
            return JSON.writeValueAsString(array);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw Fields.wrong(Acknowledgement.cut(String.valueOf(e.getMessage())));
        }
    }

    static Envelope parse(String text) throws MalformedMessage {
        try {
            JsonNode array = TREES.readValue(text);
            if (array == null) throw syntax("the message is empty");
            return MessageReader.read(array);
        } catch (JsonProcessingException e) {
            throw syntax("the message is no JSON");
        }
    }

    static MalformedMessage syntax(String sentence) {
        return new MalformedMessage(DropReason.SYNTAX, sentence);
    }

    static MalformedMessage oversized() {
        return new MalformedMessage(DropReason.OVERSIZED, "the message is larger than " + MAX_BYTES + " bytes");
    }

    private static String utf8(byte[] bytes) throws MalformedMessage {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw syntax("the message is not in UTF-8");
        }
    }

    /** Strangers' field names stay out of the JVM's string tables. Fast doubles print alike on every Java. */
    private static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(8)
                        .maxNumberLength(40)
                        .maxNameLength(255)
                        .maxStringLength(2_000)
                        .build())
                .build();
    }
}
