package io.drover.amqp;

import io.drover.auction.Report;
import io.drover.wire.DropReason;
import io.drover.wire.MessageType;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** What this agent said and heard since it started, and what it dropped. Any number of threads. */
public final class TrafficCounters {

    private static final Set<MessageType> ALL = EnumSet.allOf(MessageType.class);
    private static final Set<MessageType> OVERHEAD =
            EnumSet.complementOf(EnumSet.of(MessageType.MEASUREMENT_REQUEST, MessageType.MEASUREMENT_REPLY));

    private final Map<MessageType, Flow> sent = new EnumMap<>(MessageType.class);
    private final Map<MessageType, Flow> received = new EnumMap<>(MessageType.class);
    private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

    private record Flow(LongAdder messages, LongAdder bytes) {

        void add(int length) {
            messages.increment();
            bytes.add(length);
        }

        Amount amount() {
            return new Amount(messages.sum(), bytes.sum());
        }
    }

    /**
     * @param bytes of encoded bodies
     */
    public record Amount(long messages, long bytes) {

        Amount plus(Amount other) {
            return new Amount(messages + other.messages, bytes + other.bytes);
        }
    }

    public TrafficCounters() {
        for (MessageType type : MessageType.values()) {
            sent.put(type, new Flow(new LongAdder(), new LongAdder()));
            received.put(type, new Flow(new LongAdder(), new LongAdder()));
        }
        for (DropReason reason : DropReason.values()) dropped.put(reason, new LongAdder());
    }

    public Amount sent(MessageType type) {
        return sent.get(type).amount();
    }

    public Amount received(MessageType type) {
        return received.get(type).amount();
    }

    public long dropped(DropReason reason) {
        return dropped.get(reason).sum();
    }

    public Amount sent() {
        return sum(sent, ALL);
    }

    public Amount received() {
        return sum(received, ALL);
    }

    /** What balancing cost: all but the measurement point's questions and their answers. */
    public Report.Traffic overhead() {
        Amount said = sum(sent, OVERHEAD);
        Amount heard = sum(received, OVERHEAD);
        return new Report.Traffic(said.messages(), said.bytes(), heard.messages(), heard.bytes());
    }

    public long dropped() {
        return dropped.values().stream().mapToLong(LongAdder::sum).sum();
    }

    void countSent(MessageType type, int bytes) {
        sent.get(type).add(bytes);
    }

    void countReceived(MessageType type, int bytes) {
        received.get(type).add(bytes);
    }

    void countDropped(DropReason reason) {
        dropped.get(reason).increment();
    }

    private static Amount sum(Map<MessageType, Flow> flows, Set<MessageType> types) {
        return types.stream().map(flows::get).map(Flow::amount).reduce(new Amount(0, 0), Amount::plus);
    }
}
