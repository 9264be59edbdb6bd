package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameGuardTest {

    private static final int BODY_MAX = 1_000;

    private final Deque<Frame> incoming = new ArrayDeque<>();
    private final FrameGuard guard = new FrameGuard(
            (FrameHandler) Proxy.newProxyInstance(
                    FrameHandler.class.getClassLoader(),
                    new Class<?>[] {FrameHandler.class},
                    (proxy, method, arguments) -> method.getName().equals("readFrame") ? incoming.poll() : null),
            BODY_MAX);

    private static BasicProperties header(Frame frame) throws IOException {
        return (BasicProperties) AMQImpl.readContentHeaderFrom(frame.getInputStream());
    }

    private static Frame body(int channel, int bytes) {
        return new Frame(AMQP.FRAME_BODY, channel, new byte[bytes]);
    }

    /** Class 60, weight 0, the size, and as properties headers alone: a table that holds tables of no name. */
    private static Frame nested(int channel, int depth, long size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(60);
        out.writeShort(0);
        out.writeLong(size);
        out.writeShort(1 << 13);
        for (int left = depth; left > 0; left--) {
            out.writeInt(6 * left);
            out.writeByte(0);
            out.writeByte('F');
        }
        out.writeInt(0);
        return new Frame(AMQP.FRAME_HEADER, channel, bytes.toByteArray());
    }

    @Test
    void whatIsInOrderPassesAsItIs() throws IOException {
        Frame method = new Frame(AMQP.FRAME_METHOD, 1, new byte[] {0, 60, 0, 60});
        Frame header = new BasicProperties.Builder()
                .type("HELLO")
                .headers(Map.of("source", "pm1", "seal", new byte[32]))
                .build()
                .toFrame(1, BODY_MAX);
        Frame body = body(1, BODY_MAX);
        incoming.addAll(List.of(method, header, body));
        assertThat(guard.readFrame()).isSameAs(method);
        assertThat(guard.readFrame()).isSameAs(header);
        assertThat(guard.readFrame()).isSameAs(body);
        assertThat(guard.readFrame()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {33, 8_000, 21_000})
    void aMessageWithNestedHeadersIsReplacedWithItsBody(int depth) throws IOException {
        Frame next = new BasicProperties.Builder().type("HELLO").build().toFrame(1, 2);
        incoming.addAll(List.of(nested(1, depth, 700), body(1, 300), body(2, 5), body(1, 400), next, body(1, 2)));
        Frame instead = guard.readFrame();
        assertThat(header(instead).getType()).isEqualTo(FrameGuard.UNREADABLE);
        assertThat(header(instead).getBodySize()).isZero();
        assertThat(guard.readFrame().getChannel()).as("another channel's body").isEqualTo(2);
        assertThat(guard.readFrame()).isSameAs(next);
        assertThat(guard.readFrame().getPayload()).hasSize(2);
    }

    @Test
    void aFewLevelsAreNoFault() throws IOException {
        Frame header = nested(1, 8, 1);
        incoming.add(header);
        assertThat(guard.readFrame()).isSameAs(header);
    }

    @ParameterizedTest
    @ValueSource(longs = {BODY_MAX + 1, 9L << 20, Long.MAX_VALUE, -1})
    void aBodyThatIsTooLargeIsPassedOver(long size) throws IOException {
        incoming.addAll(List.of(nested(1, 0, size), body(1, 500), body(1, 500)));
        assertThat(header(guard.readFrame()).getType()).isEqualTo(FrameGuard.OVERSIZED);
        if (size > 0) assertThat(guard.readFrame()).as("nothing of the body").isNull();
    }

    @Test
    void rubbishInPlaceOfHeadersIsReplaced() throws IOException {
        byte[] cut = nested(1, 3, 0).getPayload();
        incoming.add(new Frame(AMQP.FRAME_HEADER, 1, java.util.Arrays.copyOf(cut, cut.length - 3)));
        assertThat(header(guard.readFrame()).getType()).isEqualTo(FrameGuard.UNREADABLE);
    }
}
