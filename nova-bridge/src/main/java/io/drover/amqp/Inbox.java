package io.drover.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.wire.DropReason;
import io.drover.wire.MalformedMessage;
import io.drover.wire.MessageCodec;
import io.drover.wire.MessageSeal.Facts;
import io.drover.wire.MessageType;
import io.drover.wire.RoutingKey;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns deliveries into events, or into counted drops. */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    private final String own;
    private final Trust trust;
    private final TrafficCounters traffic;
    private final InstantSource clock;
    private final Consumer<Event> events;
    private final MessageCodec codec = new MessageCodec();
    private final SourceBudgets budgets;

    Inbox(String own, Trust trust, TrafficCounters traffic, InstantSource clock, Consumer<Event> events) {
        this.own = own;
        this.trust = trust;
        this.traffic = traffic;
        this.clock = clock;
        this.events = events;
        this.budgets = new SourceBudgets(clock);
    }

    /** What the broker delivers. A fleet hears itself: own broadcasts come back and are passed over. */
    void hear(String routingKey, BasicProperties properties, byte[] body) {
        Facts facts = AmqpProperties.facts(properties);
        if (facts.source().equals(own)) return;
        try {
            refuse(guarded(facts.type()));
            refuse(trust.check(facts, properties, body));
            byte[] plain = codec.unpacked(body);
            if (!budgets.take(facts.source(), plain.length)) refuse(Optional.of(DropReason.EXCESS));
            Envelope envelope = codec.parse(plain);
            if (!matches(envelope, facts, routingKey)) refuse(Optional.of(DropReason.MISMATCH));
            refuse(trust.seal().flatMap(seal -> seal.admit(envelope)));
            traffic.countReceived(MessageType.of(envelope.message()), body.length);
            pass(new Event.Heard(clock.instant(), envelope));
        } catch (MalformedMessage refused) {
            traffic.countDropped(refused.reason());
            LOG.debug("dropped ({}): {}", refused.reason().word(), refused.getMessage());
        }
    }

    /** Of what {@link FrameGuard} has put in a message's place. */
    private static Optional<DropReason> guarded(String type) {
        if (type.equals(FrameGuard.OVERSIZED)) return Optional.of(DropReason.OVERSIZED);
        return type.equals(FrameGuard.UNREADABLE) ? Optional.of(DropReason.SYNTAX) : Optional.empty();
    }

    /** What the broker gives back: no queue takes it. */
    void returned(byte[] body) {
        try {
            pass(new Event.Undelivered(clock.instant(), codec.decode(body)));
        } catch (MalformedMessage refused) {
            traffic.countDropped(refused.reason());
        }
    }

    private void pass(Event event) {
        try {
            events.accept(event);
        } catch (RejectedExecutionException full) {
            traffic.countDropped(DropReason.OVERFLOW);
        }
    }

    private static boolean matches(Envelope envelope, Facts facts, String routingKey) {
        return facts.messageId().equals(envelope.id())
                && facts.source().equals(envelope.source())
                && facts.type().equals(MessageType.of(envelope.message()).name())
                && routingKey.equals(RoutingKey.of(envelope.to()));
    }

    private static void refuse(Optional<DropReason> reason) throws MalformedMessage {
        if (reason.isPresent()) throw new MalformedMessage(reason.get(), "the message must not be acted upon");
    }
}
