package io.drover.auction;

import io.drover.model.HostObservation;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Instant;
import java.util.List;

/** What happens to an agent. Time arrives with the event: the engine has no clock. */
public sealed interface Event {

    Instant at();

    /**
     * The agent starts; pauses, drains and advice as it kept them. Always the first event.
     *
     * @param peers the hosts that Nova listed last, as far as it is known; they need not have agents
     */
    record Started(Instant at, Pauses pauses, Drains drains, Proposals proposals, List<String> peers) implements Event {
        public Started {
            peers = List.copyOf(peers);
        }

        /** Of one that kept no advice, and knows of no host. */
        public Started(Instant at, Pauses pauses, Drains drains) {
            this(at, pauses, drains, Proposals.NONE, List.of());
        }

        /** Of one that kept no drain either. */
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

    /**
     * Nova lists these hosts' compute services as enabled and up; this host may be among them.
     *
     * @param failed those of this host's zone that are down though nobody drains them
     * @param forGroup whether this agent has read it for its group, which is to be told
     */
    record PeersListed(Instant at, List<String> hosts, List<Failure> failed, boolean forGroup) implements Event {
        public PeersListed {
            hosts = List.copyOf(hosts);
            failed = List.copyOf(failed);
        }

        /** None is down, and it is of interest to this agent alone. */
        public PeersListed(Instant at, List<String> hosts) {
            this(at, hosts, List.of(), false);
        }

        /**
         * @param since its last report to Nova
         */
        public record Failure(String host, Instant since) {}
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
