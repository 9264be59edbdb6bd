package io.drover.amqp;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.wire.MessageType;
import java.time.Duration;

/**
 * A message on its way to the broker.
 *
 * @param deadline of {@link System#nanoTime}, after which it is worth nothing
 * @param attempt 1 for the first
 */
record OutgoingMessage(Envelope envelope, long deadline, int attempt) {

    /** A confirmed message is said at most this often; the same id tells the hearer that it is the same. */
    private static final int ATTEMPTS_MAX = 3;

    static OutgoingMessage of(Envelope envelope, Duration worth) {
        return new OutgoingMessage(envelope, System.nanoTime() + worth.toNanos(), 1);
    }

    MessageType type() {
        return MessageType.of(envelope.message());
    }

    /** What tells of a migration must not be lost between us and the broker. */
    boolean confirmed() {
        return type() == MessageType.MIGRATION || type() == MessageType.MIGRATION_ACKNOWLEDGEMENT;
    }

    /** Whether an absent hearer is worth knowing. */
    boolean mandatory() {
        return envelope.to() instanceof Address.Host;
    }

    /** Zero or less: too late. */
    long nanosLeft() {
        return deadline - System.nanoTime();
    }

    boolean mayBeSaidAgain() {
        return attempt < ATTEMPTS_MAX && nanosLeft() > 0;
    }

    OutgoingMessage again() {
        return new OutgoingMessage(envelope, deadline, attempt + 1);
    }
}
