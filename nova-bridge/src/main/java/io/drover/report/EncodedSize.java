package io.drover.report;

import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.simulation.MessageSize;
import io.drover.wire.MalformedMessage;
import io.drover.wire.MessageCodec;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Lengths of messages as they are really encoded. Messages of one type with equally many entries differ by a few bytes:
 * after the first ones of a kind, one in sixteen is encoded and stands for the next fifteen. For one run; equal runs
 * get equal lengths.
 */
final class EncodedSize implements MessageSize {

    private static final int ALL_UP_TO = 32;
    private static final int ONE_IN = 16;

    private final MessageCodec codec = new MessageCodec();
    private final Map<Kind, Newest> kinds = new LinkedHashMap<>();

    private record Kind(Class<? extends Message> type, int entries) {}

    private record Newest(int seen, int bytes) {}

    @Override
    public int of(Envelope envelope) {
        Message message = envelope.message();
        Kind kind = new Kind(message.getClass(), entries(message));
        Newest newest = kinds.getOrDefault(kind, new Newest(0, 0));
        boolean encode = newest.seen < ALL_UP_TO || newest.seen % ONE_IN == 0;
        int bytes = encode ? encoded(envelope) : newest.bytes;
        kinds.put(kind, new Newest(newest.seen + 1, bytes));
        return bytes;
    }

    private static int entries(Message message) {
        if (message instanceof Message.HelloReply reply) return reply.peers().size();
        if (message instanceof Message.HotspotMessage call)
            return call.servers().size();
        if (message instanceof Message.HotspotReply bid) return bid.candidates().size();
        if (message instanceof Message.StealBroadcastReply offer)
            return offer.servers().size();
        return 0;
    }

    private int encoded(Envelope envelope) {
        try {
            return codec.encode(envelope).length;
        } catch (MalformedMessage e) {
            throw new IllegalStateException("the engine said what cannot be sent", e);
        }
    }
}
