package io.drover.auction;

import io.drover.model.HostObservation;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Instant;
import java.util.List;

/** What happens to an agent. Time arrives with the event: the engine has no clock. */
public sealed interface Event {

    Instant at();

    /** The agent starts; pauses and drains as it kept them. Always the first event. */
    record Started(Instant at, Pauses pauses, Drains drains) implements Event {

        /** Of one that kept no drain. */
        public Started(Instant at, Pauses pauses) {
            this(at, pauses, Drains.NONE);
        }
    }

    /** Telemetry sampled this host. */
    record Observed(Instant at, HostObservation observation) implements Event {}

    /** A message arrived. */
    record Heard(Instant at, Envelope envelope) implements Event {}

    /** The broker says that nobody is there to hear it. */
    record Undelivered(Instant at, Envelope envelope) implements Event {}

    /** A timer rang. */
    record Rang(Instant at, TimerId timer) implements Event {}

    /** Nova lists these hosts' compute services as enabled and up; this host may be among them. */
    record PeersListed(Instant at, List<String> hosts) implements Event {
        public PeersListed {
            hosts = List.copyOf(hosts);
        }
    }

    /** A migration that this agent ordered or watched came to its end. */
    record MigrationEnded(Instant at, String auction, String server, Outcome outcome) implements Event {}

    /** After a restart: an order that the journal holds without an end. It is watched, never called again. */
    record Resumed(Instant at, MigrationOrder order) implements Event {}

    /** The broker is there again: words for the fleet, a pause for one, were missed meanwhile. */
    record Reconnected(Instant at) implements Event {}

    /** Something that decides nothing, and that people want to read in the journal: one sentence. */
    record Noticed(Instant at, String text) implements Event {}

    /** The agent is to stop: open auctions are released, running migrations stay. */
    record Stopping(Instant at) implements Event {}
}
