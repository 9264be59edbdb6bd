package io.drover.simulation;

import io.drover.auction.Envelope;
import io.drover.auction.Message;

/** How long a message's encoded body is. */
@FunctionalInterface
public interface MessageSize {

    /** Bytes. */
    int of(Envelope envelope);

    /** Of a message: AMQP's method, header and body frame without the body itself. */
    int FRAMES = 45 + 150 + 8;

    /** Near what compact JSON takes; for runs without a codec at hand. */
    MessageSize ESTIMATE = MessageSize::estimate;

    private static int estimate(Envelope envelope) {
        int head = 90;
        int host = 190;
        int server = 95;
        int identifier = 39;
        Message message = envelope.message();
        if (message instanceof Message.Hello) return head + host;
        if (message instanceof Message.HelloReply reply)
            return head + host + reply.peers().size() * 10;
        if (message instanceof Message.HotspotMessage offer)
            return head + host + offer.servers().size() * server;
        if (message instanceof Message.HotspotReply bid)
            return head + host + bid.candidates().size() * identifier;
        if (message instanceof Message.StealBroadcast) return head + host;
        if (message instanceof Message.StealBroadcastReply offer)
            return head + host + offer.servers().size() * server;
        if (message instanceof Message.StealAttempt) return head + host + server;
        if (message instanceof Message.MeasurementReply reply)
            return head + host + 90 + reply.report().auctions().size() * 2 * host;
        return head + 2 * identifier;
    }

    /**
     * Bytes on the wire for one hop: AMQP 0-9-1 method, header and body frames, in TCP segments of 1448 bytes over
     * Ethernet, each acknowledged.
     */
    static int onWire(int body) {
        int segment = 1448;
        int segmentAndAcknowledgement = 2 * 66;
        int payload = FRAMES + body;
        return payload + (payload + segment - 1) / segment * segmentAndAcknowledgement;
    }

    /** The same for {@code messages} bodies that are {@code bytes} together: each is taken to be of their mean length. */
    static long onWire(long messages, long bytes) {
        return messages == 0 ? 0 : messages * onWire((int) (bytes / messages));
    }
}
