package io.drover.amqp;

import com.rabbitmq.client.AlreadyClosedException;
import io.drover.wire.DropReason;
import io.drover.wire.MalformedMessage;
import io.drover.wire.MessageCodec;
import io.drover.wire.MessageSeal;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends in order on a thread of its own, so that no other thread waits for the broker. */
final class Outbox {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration FAREWELL = Duration.ofSeconds(2);
    private static final OutgoingMessage END = new OutgoingMessage(null, 0, 0);

    private final BlockingDeque<OutgoingMessage> waiting;
    private final Optional<MessageSeal> seal;
    private final TrafficCounters traffic;
    private final MessageCodec codec = new MessageCodec();
    private final Receipts receipts;
    private final Thread thread = Dialer.daemon(this::run, "drover-send");
    private Link link;
    private volatile long closeBy;
    private volatile boolean closing;

    Outbox(int capacity, Optional<MessageSeal> seal, TrafficCounters traffic) {
        this.waiting = new LinkedBlockingDeque<>(capacity);
        this.seal = seal;
        this.traffic = traffic;
        this.receipts = new Receipts(traffic, waiting::offerFirst, System::nanoTime);
    }

    Receipts receipts() {
        return receipts;
    }

    void start(Link to) {
        link = to;
        thread.start();
    }

    /** Never waits: what finds no room is dropped and counted. */
    void offer(OutgoingMessage parcel) {
        if (closing || !waiting.offerLast(parcel)) traffic.countDropped(DropReason.OVERFLOW);
    }

    /** Sends what waits, for a short while: peers need not find out that we let go of them. */
    void close() throws InterruptedException {
        closeBy = System.nanoTime() + FAREWELL.toNanos();
        closing = true;
        waiting.offerLast(END);
        thread.join(2 * FAREWELL.toMillis());
    }

    private void run() {
        try {
            while (!closing || closeBy - System.nanoTime() > 0) {
                OutgoingMessage next = waiting.poll(receipts.nanosToNext(IDLE.toNanos()), TimeUnit.NANOSECONDS);
                receipts.repeatOverdue();
                if (next == END) return;
                if (next != null) send(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(OutgoingMessage parcel) throws InterruptedException {
        BrokerSession session =
                link.await(closing ? Math.min(parcel.nanosLeft(), closeBy - System.nanoTime()) : parcel.nanosLeft());
        if (session == null || parcel.nanosLeft() <= 0) {
            traffic.countDropped(DropReason.EXPIRED);
            return;
        }
        try {
            publish(session, parcel);
        } catch (IOException | AlreadyClosedException e) {
            session.suspect("the broker cannot be written to");
            if (!waiting.offerFirst(parcel)) traffic.countDropped(DropReason.OVERFLOW);
        } catch (MalformedMessage e) {
            traffic.countDropped(e.reason());
            LOG.warn("not sent: {}", e.getMessage());
        } catch (RuntimeException e) {
            traffic.countDropped(DropReason.FIELD);
            LOG.warn("not sent: {}", e.toString());
        }
    }

    private void publish(BrokerSession session, OutgoingMessage parcel) throws IOException, MalformedMessage {
        byte[] body = codec.encode(parcel.envelope());
        String expiration = session.expiration(Duration.ofNanos(parcel.nanosLeft()));
        session.publish(
                parcel, AmqpProperties.properties(parcel.envelope(), expiration, session.user(), seal, body), body);
        traffic.countSent(parcel.type(), body.length);
    }
}
