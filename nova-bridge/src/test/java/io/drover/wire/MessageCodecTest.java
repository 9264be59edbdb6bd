package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;

class MessageCodecTest {

    private static final long SEED = 20_260_301;

    private final MessageCodec codec = new MessageCodec();

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void whatIsWrittenIsRead(MessageType type) throws MalformedMessage {
        for (long seed = SEED; seed < SEED + 300; seed++) {
            Envelope envelope = new RandomMessages(seed).envelope(type);
            assertThat(codec.decode(codec.encode(envelope))).as("seed %d", seed).isEqualTo(envelope);
        }
    }

    @Test
    void everyMessageHasANumberAndAForm() throws MalformedMessage {
        List<Class<?>> records = records(Message.class);
        assertThat(records).hasSameSizeAs(MessageType.values());
        for (Class<?> each : records) {
            MessageType type = Arrays.stream(MessageType.values())
                    .filter(t -> t.kind() == each)
                    .findAny()
                    .orElseThrow(() -> new AssertionError(each + " has no number"));
            Envelope golden = GoldenMessages.of(type);
            assertThat(golden.message()).isInstanceOf(each);
            assertThat(codec.decode(codec.encode(golden))).isEqualTo(golden);
        }
    }

    private static List<Class<?>> records(Class<?> sealed) {
        List<Class<?>> records = new ArrayList<>();
        for (Class<?> each : sealed.getPermittedSubclasses()) {
            if (each.isRecord()) records.add(each);
            else records.addAll(records(each));
        }
        return records;
    }

    /** Each row breaks one thing in a golden message: the first occurrence of {@code from}. */
    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvFileSource(resources = "refusals.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void aBrokenMessageIsRefusedInOneSentence(
            MessageType type, String from, String to, DropReason reason, String sentence) throws MalformedMessage {
        String text = MessageCodec.text(GoldenMessages.of(type));
        assertThat(text).contains(from);
        String broken = text.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to));
        MalformedMessage refused = refusal(broken.getBytes(StandardCharsets.UTF_8));
        assertThat(refused).hasMessage(sentence);
        assertThat(refused.reason()).isEqualTo(reason);
    }

    /** One HOTSPOT_MESSAGE of auction "" once locked every host for ever. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void whatIsSaidInAnAuctionNamesItAndNothingElseDoes(MessageType type) throws MalformedMessage {
        Envelope golden = GoldenMessages.of(type);
        String other = type.inAuction() ? "" : "pm4/1";
        Envelope odd =
                new Envelope(golden.id(), golden.source(), golden.to(), other, golden.sentAt(), golden.message());
        assertThatThrownBy(() -> codec.encode(odd))
                .hasMessage(type + (type.inAuction() ? " names no auction" : " belongs to no auction"));
        assertThat(type.inAuction()).isEqualTo(type.number() >= 3 && type.number() <= 13);
    }

    /** As a taken-over host sent it. */
    @Test
    void theMessageThatOnceLockedEveryHostIsRefused() {
        String host = "[\"pm4\",\"\",8,7,7,0.0,0.0,1772366400250,null,null,null,null,"
                + "{\"DISK_GB\":1500,\"MEMORY_MB\":81920,\"VCPU\":120},0.7,0.3,0.7,0.3,\"enforce\",false,\"\",\"\"]";
        String server = "[\"6f6c5a86-5a0b-4f0a-9a55-6f0d3bb4b001\",1,0.01,null,1,0.1,{},[]]";
        String text = "[1,2,5,\"evil/1\",\"pm4\",\"fleet\",\"\",1772366400250,null,null,null," + host + ",[" + server
                + "],null]";
        MalformedMessage refused = refusal(text.getBytes(StandardCharsets.UTF_8));
        assertThat(refused).hasMessage("HOTSPOT_MESSAGE names no auction");
        assertThat(refused.reason()).isEqualTo(DropReason.FIELD);
    }

    @Test
    void whatIsNoJsonArrayIsRefused() {
        for (String text :
                List.of("", "{}", "null", "[]", "[1]", "[1,0", "[1,0]]", "\"z\"", "[[[[[[[[[[[[1]]]]]]]]]]]]")) {
            assertThat(refusal(text.getBytes(StandardCharsets.UTF_8)).reason())
                    .as(text)
                    .isIn(DropReason.SYNTAX, DropReason.VERSION, DropReason.FIELD);
        }
        assertThat(refusal(new byte[] {'[', '"', (byte) 0xff, '"', ']'})).hasMessage("the message is not in UTF-8");
    }

    @Test
    void longMessagesAreDeflatedAndShortOnesAreNot() throws MalformedMessage {
        byte[] announcement = codec.encode(GoldenMessages.of(MessageType.WINNING_BID_ANNOUNCEMENT));
        byte[] hotspot = codec.encode(GoldenMessages.of(MessageType.HOTSPOT_MESSAGE));
        assertThat(announcement[0]).isEqualTo((byte) '[');
        assertThat(hotspot[0]).isEqualTo((byte) 'z');
        assertThat(hotspot.length)
                .isLessThan(MessageCodec.text(GoldenMessages.of(MessageType.HOTSPOT_MESSAGE))
                                .length()
                        * 3
                        / 4);
    }

    @Test
    void aDecompressionBombIsRefusedBeforeItIsHeld() {
        byte[] bomb = packed(new byte[200 << 20]);
        assertThat(bomb.length).isLessThan(MessageCodec.MAX_BYTES);
        long before = allocated();
        assertThat(refusal(bomb).reason()).isEqualTo(DropReason.OVERSIZED);
        assertThat(allocated() - before).isLessThan(8L * MessageCodec.MAX_BYTES);
        assertThat(refusal(new byte[MessageCodec.MAX_BYTES + 1]).reason()).isEqualTo(DropReason.OVERSIZED);
    }

    @Test
    void damagedDeflateIsRefused() throws MalformedMessage {
        byte[] good = codec.encode(GoldenMessages.of(MessageType.HOTSPOT_MESSAGE));
        assertThat(refusal(Arrays.copyOf(good, good.length - 5))).hasMessage("the packed message is cut short");
        assertThat(refusal(Arrays.copyOf(good, good.length + 1))).hasMessage("something follows the packed message");
        assertThat(refusal(new byte[] {'z', (byte) 0xff})).hasMessage("the packed message is damaged");
        assertThat(refusal(new byte[] {'z'})).hasMessage("the packed message is cut short");
    }

    @Test
    void reasonsAreCutToWhatPeersAccept() throws MalformedMessage {
        String trace = "line 1\nline 2\t\ud83d" + "🐑".repeat(1_000);
        Envelope sent = releasing(trace);
        String heard =
                ((Message.ResourceRelease) codec.decode(codec.encode(sent)).message()).reason();
        assertThat(heard).startsWith("line 1 line 2  ").endsWith("🐑…").hasSizeBetween(498, 500);
    }

    @Test
    void whatNoPeerWouldAcceptIsNotSent() {
        Message.Migration odd = new Message.Migration(UUID.randomUUID().toString(), "b", "push", 0.5, Double.NaN, 1, 1);
        assertThatThrownBy(() -> codec.encode(envelope("a", Address.FLEET, odd)))
                .isInstanceOf(MalformedMessage.class)
                .hasMessage("entropy after of the type's own list is out of bounds");
        assertThatThrownBy(() -> codec.encode(
                        envelope("a".repeat(256), Address.FLEET, new Message.MeasurementRequest(Instant.EPOCH))))
                .isInstanceOf(MalformedMessage.class);
        assertThatThrownBy(() ->
                        codec.encode(envelope("a", Address.host(""), new Message.MeasurementRequest(Instant.EPOCH))))
                .isInstanceOf(MalformedMessage.class);
        List<String> peers = Collections.nCopies(20_001, "peer");
        Message.HelloReply crowd = new Message.HelloReply(new RandomMessages(SEED).host("a"), peers, Pauses.NONE);
        assertThatThrownBy(() -> codec.encode(envelope("a", Address.FLEET, crowd)))
                .hasMessage("peers of the type's own list has more than 20000 entries");
    }

    private MalformedMessage refusal(byte[] bytes) {
        MalformedMessage refusal = catchThrowableOfType(MalformedMessage.class, () -> codec.decode(bytes));
        assertThat(refusal).isNotNull();
        return refusal;
    }

    private static Envelope releasing(String reason) {
        return envelope("a", Address.host("b"), new Message.ResourceRelease(reason));
    }

    private static Envelope envelope(String source, Address to, Message message) {
        String auction = MessageType.of(message).inAuction() ? "a/1" : "";
        return new Envelope("id", source, to, auction, Instant.ofEpochMilli(1), message);
    }

    private static byte[] packed(byte[] plain) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(plain);
        deflater.finish();
        byte[] bytes = new byte[MessageCodec.MAX_BYTES];
        bytes[0] = 'z';
        int length = deflater.deflate(bytes, 1, bytes.length - 1);
        deflater.end();
        return Arrays.copyOf(bytes, length + 1);
    }

    private static long allocated() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getCurrentThreadAllocatedBytes();
    }
}
