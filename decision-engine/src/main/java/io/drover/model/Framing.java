package io.drover.model;

/**
 * What a message takes on the wire for one hop: AMQP 0-9-1 method, header and body frames, in TCP segments of 1448
 * bytes over Ethernet, each acknowledged. Overhead traffic has the lower layers' headers: doc/sources.md, 4.3.2.
 */
public final class Framing {

    /** AMQP's method, header and body frame without the body itself. */
    private static final int FRAMES = 45 + 150 + 8;

    private static final int SEGMENT = 1448;
    private static final int SEGMENT_AND_ACKNOWLEDGEMENT = 2 * 66;

    private Framing() {}

    /** Bytes of one message with a body of so many. */
    public static int onWire(int body) {
        int payload = FRAMES + body;
        return payload + (payload + SEGMENT - 1) / SEGMENT * SEGMENT_AND_ACKNOWLEDGEMENT;
    }

    /** The same for {@code messages} bodies that are {@code bytes} together: each is taken to be of their mean length. */
    public static long onWire(long messages, long bytes) {
        return messages == 0 ? 0 : messages * onWire((int) (bytes / messages));
    }
}
