package io.drover.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.WriteListener;
import com.rabbitmq.client.impl.AMQConnection;
import com.rabbitmq.client.impl.AMQContentHeader;
import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.FrameHandler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes out of a connection's frames what would end it: the client gives a connection up for one message whose headers
 * it cannot read or whose body is too large, whoever sent it. In its place comes an empty message that says which of
 * the two it was, in its type.
 */
final class FrameGuard implements FrameHandler {

    static final String OVERSIZED = "drover oversized";
    static final String UNREADABLE = "drover unreadable";

    private final FrameHandler frames;
    private final long bodyMax;

    /** Bytes of bodies that are still to come and that nobody is to see, by channel. */
    private final Map<Integer, Long> unseen = new HashMap<>();

    /**
     * @param bodyMax bytes of a message's body
     */
    FrameGuard(FrameHandler frames, long bodyMax) {
        this.frames = frames;
        this.bodyMax = bodyMax;
    }

    @Override
    public Frame readFrame() throws IOException {
        Frame frame = frames.readFrame();
        while (frame != null && frame.getType() == AMQP.FRAME_BODY && passedOver(frame)) frame = frames.readFrame();
        return frame != null && frame.getType() == AMQP.FRAME_HEADER ? guarded(frame) : frame;
    }

    private boolean passedOver(Frame body) {
        Long left = unseen.remove(body.getChannel());
        if (left == null) return false;
        long rest = left - body.getPayload().length;
        if (rest > 0) unseen.put(body.getChannel(), rest);
        return true;
    }

    private Frame guarded(Frame header) throws IOException {
        long size = size(header.getPayload());
        String fault = size > bodyMax || size < 0 ? OVERSIZED : readable(header) ? null : UNREADABLE;
        if (fault == null) return header;
        if (size > 0) unseen.put(header.getChannel(), size);
        return new BasicProperties.Builder().type(fault).build().toFrame(header.getChannel(), 0);
    }

    /** After the class and the weight, of two bytes each. */
    private static long size(byte[] header) {
        long size = 0;
        for (int i = 4; i < 12 && i < header.length; i++) size = size << 8 | header[i] & 0xff;
        return size;
    }

    private static boolean readable(Frame header) {
        try {
            AMQContentHeader read = AMQImpl.readContentHeaderFrom(header.getInputStream());
            return read instanceof BasicProperties;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return false;
        }
    }

    @Override
    public boolean internalHearbeat() {
        return frames.internalHearbeat();
    }

    @Override
    public void setTimeout(int millis) throws SocketException {
        frames.setTimeout(millis);
    }

    @Override
    public int getTimeout() throws SocketException {
        return frames.getTimeout();
    }

    @Override
    public void sendHeader() throws IOException {
        frames.sendHeader();
    }

    @Override
    public void initialize(AMQConnection connection) {
        frames.initialize(connection);
    }

    @Override
    public void startProcessing() {
        frames.startProcessing();
    }

    @Override
    public void finishConnectionNegotiation() {
        frames.finishConnectionNegotiation();
    }

    @Override
    public void setFrameMax(int bytes) {
        frames.setFrameMax(bytes);
    }

    @Override
    public void writeFrame(Frame frame) throws IOException {
        frames.writeFrame(frame);
    }

    @Override
    public void flush(WriteListener listener) throws IOException {
        frames.flush(listener);
    }

    @Override
    public void close() {
        frames.close();
    }

    @Override
    public InetAddress getLocalAddress() {
        return frames.getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return frames.getLocalPort();
    }

    @Override
    public InetAddress getAddress() {
        return frames.getAddress();
    }

    @Override
    public int getPort() {
        return frames.getPort();
    }
}
