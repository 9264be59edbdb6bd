package io.drover.engine;

import io.drover.auction.Message;
import io.drover.model.HostInfo;

/** What senders tell about themselves, in those messages that carry it. */
final class SenderFields {

    private SenderFields() {}

    /** Null when the message does not describe its sender. */
    static HostInfo self(Message message) {
        if (message instanceof Message.Hello m) return m.self();
        if (message instanceof Message.HelloReply m) return m.self();
        if (message instanceof Message.HotspotMessage m) return m.self();
        if (message instanceof Message.HotspotReply m) return m.self();
        if (message instanceof Message.StealBroadcast m) return m.self();
        if (message instanceof Message.StealBroadcastReply m) return m.self();
        if (message instanceof Message.StealAttempt m) return m.self();
        if (message instanceof Message.MeasurementReply m) return m.self();
        if (message instanceof Message.PlaceAcknowledgement m) return m.self();
        return null;
    }
}
