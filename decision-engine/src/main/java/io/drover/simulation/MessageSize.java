package io.drover.simulation;

import io.drover.auction.Envelope;
import io.drover.auction.Message;

/** How long a message's encoded body is. */
@FunctionalInterface
public interface MessageSize {

    /** Bytes. */
    int of(Envelope envelope);

    /** Near what compact JSON takes; for runs without a codec at hand. */
    MessageSize ESTIMATE = MessageSize::estimate;

    private static int estimate(Envelope envelope) {
        int head = 90;
        int host = 190;
        int server = 95;
        int identifier = 39;
        Message message = envelope.message();
        if (message instanceof Message.Hello hello)
            return head + host + hello.news().peers().size() * 10;
        if (message instanceof Message.HelloReply reply)
            return head + host + reply.peers().size() * 10;
        if (message instanceof Message.HotspotMessage offer)
            return head + host + offer.servers().size() * server;
        if (message instanceof Message.HotspotReply bid)
            return head
                    + host
                    + bid.candidates().size() * identifier
                    + bid.exchanges().size() * (identifier + server);
        if (message instanceof Message.StealBroadcast) return head + host;
        if (message instanceof Message.StealBroadcastReply offer)
            return head + host + offer.servers().size() * server;
        if (message instanceof Message.StealAttempt) return head + host + server;
        if (message instanceof Message.MeasurementReply reply)
            return head + host + 90 + reply.report().auctions().size() * 2 * host;
        return head + 2 * identifier;
    }
}
