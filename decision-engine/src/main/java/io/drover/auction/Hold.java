package io.drover.auction;

import io.drover.model.ServerInfo;
import java.time.Instant;

/**
 * What a negotiation takes of its host.
 *
 * @param phase how far it is
 * @param lease whether the host's lock is its own: no other auction gets a bid
 * @param server the server that is locked, or null
 * @param cpus load that comes with it (positive) or goes (negative)
 * @param movedAt when the server changed hosts, or null
 */
public record Hold(Phase phase, boolean lease, ServerInfo server, double cpus, Instant movedAt) {

    public static final Hold NOTHING = new Hold(Phase.ASKING, false, null, 0, null);

    /** Whether it is a bid that is promised to nobody: of exchanges alone. */
    public boolean unbinding() {
        return phase == Phase.BIDDING && !lease && server == null;
    }

    /** How far a negotiation is. */
    public enum Phase {
        /** Auctioneer, before a server is chosen. */
        ASKING,
        /** A bid, a chosen server or an attempt: nothing is agreed. */
        BIDDING,
        /** Agreed: this host gives. */
        OUTBOUND,
        /** Agreed, or not known otherwise: this host receives. */
        INBOUND,
        /** Moved, and this host's load does not tell yet. */
        SETTLING;

        /** Whether both ends have said yes. */
        public boolean agreed() {
            return this == OUTBOUND || this == INBOUND || this == SETTLING;
        }
    }
}
