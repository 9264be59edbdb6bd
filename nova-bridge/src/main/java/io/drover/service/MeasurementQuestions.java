package io.drover.service;

import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import java.time.Instant;

/** Envelopes of a measurement point, with ids that no other run of it has. One thread. */
final class MeasurementQuestions {

    private final String name;
    private final String run;
    private long sequence;

    MeasurementQuestions(String name, Instant startedAt) {
        this.name = name;
        this.run = Long.toString(startedAt.toEpochMilli(), Character.MAX_RADIX);
    }

    Envelope toFleet(Message message, Instant now) {
        String id = name + "/" + run + "/" + Long.toString(++sequence, Character.MAX_RADIX);
        return new Envelope(id, name, Address.FLEET, "", now, message);
    }
}
