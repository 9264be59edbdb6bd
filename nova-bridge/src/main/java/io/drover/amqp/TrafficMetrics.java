package io.drover.amqp;

import io.drover.metrics.Counts;
import io.drover.wire.DropReason;
import io.drover.wire.MessageType;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** What an agent or a measurement point says and hears, for Prometheus. */
public final class TrafficMetrics {

    private TrafficMetrics() {}

    /**
     * @param connected whether the broker is there
     */
    public static void register(Counts counts, TrafficCounters traffic, BooleanSupplier connected) {
        counts.gauge(
                "drover_broker_connected",
                "1: the message broker is connected and takes messages.",
                value -> value.is(connected.getAsBoolean() ? 1 : 0));
        counts.count(
                "drover_messages",
                "Messages by type.",
                value -> {
                    for (MessageType type : MessageType.values()) {
                        value.is(traffic.sent(type).messages(), word(type), "sent");
                        value.is(traffic.received(type).messages(), word(type), "received");
                    }
                },
                "type",
                "direction");
        counts.count(
                "drover_message_bytes",
                "Encoded bodies of messages by type.",
                value -> {
                    for (MessageType type : MessageType.values()) {
                        value.is(traffic.sent(type).bytes(), word(type), "sent");
                        value.is(traffic.received(type).bytes(), word(type), "received");
                    }
                },
                "type",
                "direction");
        counts.count(
                "drover_messages_dropped",
                "Messages that were not sent, or not acted upon, by reason.",
                value -> {
                    for (DropReason reason : DropReason.values()) value.is(traffic.dropped(reason), reason.word());
                },
                "reason");
    }

    private static String word(MessageType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
