package io.drover.simulation;

import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.model.Framing;

/** The overhead traffic: every message but the measurement point's own questions and answers. */
final class Traffic {

    private final MessageSize size;
    private final Metrics metrics;

    Traffic(MessageSize size, Metrics metrics) {
        this.size = size;
        this.metrics = metrics;
    }

    /**
     * To the broker.
     *
     * @return what each hop takes, bytes; 0 for what is not overhead
     */
    int published(long now, Envelope envelope) {
        if (measurement(envelope.message())) return 0;
        int bytes = Framing.onWire(size.of(envelope));
        metrics.message(now);
        metrics.traffic(now, bytes);
        return bytes;
    }

    /** From the broker to one receiver. */
    void delivered(long now, int bytes) {
        metrics.traffic(now, bytes);
    }

    private static boolean measurement(Message message) {
        return message instanceof Message.MeasurementRequest || message instanceof Message.MeasurementReply;
    }
}
