package io.drover.lab;

import io.drover.agent.Agent;
import io.drover.amqp.TrafficCounters;
import io.drover.amqp.TrafficCounters.Amount;
import io.drover.model.Framing;
import io.drover.wire.MessageType;
import java.util.List;

/**
 * The overhead traffic of all agents since their start: every message but the measurement point's own questions and
 * answers.
 *
 * @param messages published; a broadcast is one
 * @param bytes on the wire, to the broker and from it to each receiver
 */
record LabTraffic(long messages, long bytes) {

    static final LabTraffic NONE = new LabTraffic(0, 0);

    static LabTraffic of(List<Agent> agents) {
        return agents.stream().map(agent -> of(agent.traffic())).reduce(NONE, LabTraffic::plus);
    }

    private static LabTraffic of(TrafficCounters counters) {
        long messages = 0;
        long bytes = 0;
        for (MessageType type : MessageType.values()) {
            if (type == MessageType.MEASUREMENT_REQUEST || type == MessageType.MEASUREMENT_REPLY) continue;
            Amount sent = counters.sent(type);
            Amount received = counters.received(type);
            messages += sent.messages();
            bytes += Framing.onWire(sent.messages(), sent.bytes())
                    + Framing.onWire(received.messages(), received.bytes());
        }
        return new LabTraffic(messages, bytes);
    }

    private LabTraffic plus(LabTraffic other) {
        return new LabTraffic(messages + other.messages, bytes + other.bytes);
    }
}
