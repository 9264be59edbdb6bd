package io.drover.simulate;

import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.simulation.MessageSize;
import io.drover.wire.MalformedMessage;
import io.drover.wire.MessageCodec;
import io.drover.wire.MessageType;
import java.util.HashMap;
import java.util.Map;

/**
 * How long messages are, by really encoding the first few of each form (type, number of entries, length of the reason);
 * the rest are taken to be as long as those on average. Encoding and deflating them all would take most of a simulation.
 */
public final class SampledSizes implements MessageSize {

    private static final int ENCODED = 16;

    private final MessageCodec codec = new MessageCodec();
    private final Map<Form, Sizes> forms = new HashMap<>();

    @Override
    public int of(Envelope envelope) {
        Sizes sizes = forms.computeIfAbsent(Form.of(envelope.message()), form -> new Sizes());
        if (sizes.encoded == ENCODED) return sizes.mean;
        int size = encoded(envelope);
        sizes.add(size);
        return size;
    }

    private int encoded(Envelope envelope) {
        try {
            return codec.encode(sendable(envelope)).length;
        } catch (MalformedMessage e) {
            throw new IllegalStateException("the engine said what cannot be sent", e);
        }
    }

    /** A policy that knows no auctions says what agents say in one. */
    private static Envelope sendable(Envelope said) {
        if (!said.auction().isEmpty() || !MessageType.of(said.message()).inAuction()) return said;
        return new Envelope(said.id(), said.source(), said.to(), "-", said.sentAt(), said.message());
    }

    /** What the length of a message depends on, but for a few digits. */
    private record Form(Class<?> type, int entries, int exchanges, int reason) {

        static Form of(Message message) {
            if (message instanceof Message.HelloReply m)
                return form(m, m.peers().size(), "");
            if (message instanceof Message.HotspotMessage m)
                return form(m, m.servers().size(), "");
            if (message instanceof Message.HotspotReply m)
                return new Form(
                        m.getClass(),
                        m.candidates().size(),
                        m.exchanges().size(),
                        m.reason().length());
            if (message instanceof Message.StealBroadcastReply m)
                return form(m, m.servers().size(), m.reason());
            if (message instanceof Message.MigrationAcknowledgement m) return form(m, 0, m.reason());
            if (message instanceof Message.WinningBidAcknowledgement m) return form(m, 0, m.reason());
            if (message instanceof Message.StealAttemptAcknowledgement m) return form(m, 0, m.reason());
            if (message instanceof Message.ResourceRelease m) return form(m, 0, m.reason());
            return form(message, 0, "");
        }

        private static Form form(Message message, int entries, String reason) {
            return new Form(message.getClass(), entries, 0, reason.length());
        }
    }

    private static final class Sizes {
        private int encoded;
        private int sum;
        private int mean;

        private void add(int size) {
            encoded++;
            sum += size;
            mean = Math.round((float) sum / encoded);
        }
    }
}
