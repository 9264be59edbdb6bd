package io.drover.node;

import io.drover.auction.Envelope;
import java.time.Duration;

/**
 * Sends messages to peers. Promises little: no order, no delivery, perhaps twice. Never blocks longer than its own
 * bounded send timeout and never throws: what cannot be sent is dropped and counted. Arrivals and undeliverable
 * unicasts come back as events.
 */
public interface Network {

    /**
     * @param worth drop the message once it is older than this
     */
    void send(Envelope envelope, Duration worth);
}
