package io.drover.auction;

import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What agents say: fifteen types with published numbers and names (doc/sources.md, Table F-1), and ours.
 *
 * <p>A {@code reason} is for people and empty when there is none. {@code ok} is the thesis' Content {@code OK} or
 * {@code NOT OK}. {@code server} is its Migration ID, {@code issuer} its Migration Issuer: the host that, with the
 * sender, achieves the migration (the destination in Push, the source in Pull).
 */
public sealed interface Message {

    /** 1: an agent that joins, or is back at the broker, tells that it is there. Also a probe of one silent peer. */
    record Hello(HostInfo self, News news) implements Message {

        /** A probe. */
        public Hello(HostInfo self) {
            this(self, News.NONE);
        }
    }

    /**
     * 2: who else is there, so that a newcomer learns it, whether the fleet is paused, and which hosts drain.
     *
     * @param listed the hosts that Nova lists as enabled and up, of one that has read it for its group; else empty
     * @param failed those of the reader's zone that are down though nobody drains them, told with the list
     */
    record HelloReply(
            HostInfo self,
            List<String> peers,
            Pauses pauses,
            Drains drains,
            List<String> listed,
            List<Event.PeersListed.Failure> failed)
            implements Message {
        public HelloReply {
            peers = List.copyOf(peers);
            listed = List.copyOf(listed);
            failed = List.copyOf(failed);
        }

        /** Of one that has not read Nova's list. */
        public HelloReply(HostInfo self, List<String> peers, Pauses pauses, Drains drains) {
            this(self, peers, pauses, drains, List.of(), List.of());
        }

        /** Of one that knows of no drain. */
        public HelloReply(HostInfo self, List<String> peers, Pauses pauses) {
            this(self, peers, pauses, Drains.NONE);
        }
    }

    /**
     * 3: the source begins a migration.
     *
     * @param strategy push or pull
     * @param entropyBefore system performance of the hosts that answered
     * @param entropyAfter the same, predicted
     * @param predictedSeconds T_mig
     * @param predictedDowntimeSeconds T_down
     */
    record Migration(
            String server,
            String issuer,
            String strategy,
            double entropyBefore,
            double entropyAfter,
            double predictedSeconds,
            double predictedDowntimeSeconds)
            implements Message {}

    /**
     * 4: the source tells how it ended; {@code seconds} from request to settled, 0 unless ok.
     *
     * @param movedAgo seconds since the server changed hosts; 0: not known. A span, since hosts' clocks may differ
     */
    record MigrationAcknowledgement(
            String server, String issuer, boolean ok, String reason, double seconds, double movedAgo)
            implements Message {

        /** Of one of which nobody knows when the server changed hosts. */
        public MigrationAcknowledgement(String server, String issuer, boolean ok, String reason, double seconds) {
            this(server, issuer, ok, reason, seconds, 0);
        }
    }

    /** 5: a hot host offers its servers. */
    record HotspotMessage(HostInfo self, List<ServerInfo> servers) implements Message {
        public HotspotMessage {
            servers = List.copyOf(servers);
        }
    }

    /**
     * 6: a bid: the ids of the servers that the sender would take; none, and the reason.
     *
     * @param exchanges by the ids of further servers, what the sender would have to give away for them. Alone they
     *     bind nobody
     */
    record HotspotReply(
            HostInfo self,
            List<String> candidates,
            SortedMap<String, ServerInfo> exchanges,
            boolean busy,
            String reason)
            implements Message {
        public HotspotReply {
            candidates = List.copyOf(candidates);
            exchanges = Collections.unmodifiableSortedMap(new TreeMap<>(exchanges));
        }

        /** Of one that would give nothing away. */
        public HotspotReply(HostInfo self, List<String> candidates, boolean busy, String reason) {
            this(self, candidates, Collections.emptySortedMap(), busy, reason);
        }
    }

    /** 7: {@code issuer} won {@code server}. To the winner, and after its OK to the others. */
    record WinningBidAnnouncement(String server, String issuer) implements Message {}

    /** 8: the winner accepts, or refuses with the reason. */
    record WinningBidAcknowledgement(String server, boolean ok, boolean busy, String reason) implements Message {}

    /** 9: the bidder is free again. */
    record ResourceRelease(String reason) implements Message {}

    /** 10: a cold host asks for work. */
    record StealBroadcast(HostInfo self) implements Message {}

    /** 11: what the sender could give; none, and the reason. */
    record StealBroadcastReply(HostInfo self, List<ServerInfo> servers, boolean busy, String reason)
            implements Message {
        public StealBroadcastReply {
            servers = List.copyOf(servers);
        }
    }

    /** 12: the cold host wants this server. */
    record StealAttempt(String server, String issuer, HostInfo self, Forecast forecast) implements Message {}

    /** 13: the victim gives it, or refuses. */
    record StealAttemptAcknowledgement(String server, boolean ok, boolean busy, String reason) implements Message {}

    /** 14: the measurement point asks every agent, also for the auctions that ended after {@code since}. */
    record MeasurementRequest(Instant since) implements Message {}

    /**
     * 15: counters since the agent started.
     *
     * @param attempts HOTSPOT and STEAL ATTEMPT messages sent (doc/sources.md, 4.3.2)
     * @param migrations that this host began and that completed
     * @param failedMigrations that this host began and that did not
     */
    record MeasurementReply(HostInfo self, long attempts, long migrations, long failedMigrations, Report report)
            implements Message {
        public MeasurementReply with(Report.Traffic traffic, List<Report.Underway> underway) {
            return new MeasurementReply(self, attempts, migrations, failedMigrations, report.with(traffic, underway));
        }
    }

    /** 16: stop or go on opening and joining auctions; {@code group} empty: the fleet. Ordered by {@code since}. */
    record Pause(boolean paused, String group, String by, Instant since) implements Message {}

    /** 17: heard and kept. */
    record PauseAcknowledgement(boolean paused, String group) implements Message {}

    /**
     * 18: empty a host, or stop emptying it. Ordered by {@code since}.
     *
     * @param excludedToo also servers that only the operator's own rules keep there
     * @param reason for people
     * @param by who says so
     * @param returning with an order to drain no more: what has left may come back
     * @param atOnce also while the cloud recovers from a failure
     */
    record Drain(
            String host,
            boolean draining,
            boolean excludedToo,
            String reason,
            String by,
            Instant since,
            boolean returning,
            boolean atOnce)
            implements Message {

        /** When the cloud is well; nothing comes back. */
        public Drain(String host, boolean draining, boolean excludedToo, String reason, String by, Instant since) {
            this(host, draining, excludedToo, reason, by, since, false, false);
        }

        /** An order without a reason; what is kept there by the operator's own rules stays. */
        public static Drain said(String by, String host, boolean draining, Instant since) {
            return new Drain(host, draining, false, "", by, since);
        }

        /** The same as said at another time. */
        public Drain at(Instant time) {
            return new Drain(host, draining, excludedToo, reason, by, time, returning, atOnce);
        }
    }

    /**
     * 19: heard and kept.
     *
     * @param host that message 18 was about
     * @param draining whether that host drains, as far as the sender knows
     * @param progress of the sender, if it is that host
     */
    record DrainAcknowledgement(String host, boolean draining, DrainProgress progress) implements Message {}

    /** 20: who could take this new server? Nothing is locked by it. Its id is the question's. */
    record Place(ServerInfo server) implements Message {}

    /**
     * 21: whether the sender could, as its bid in an auction would be.
     *
     * @param server that message 20 was about
     * @param after normalised load that the sender would have to be prepared for; NaN: its load is not known
     */
    record PlaceAcknowledgement(HostInfo self, String server, boolean ok, double after, String reason)
            implements Message {}

    /**
     * 22: what advice is there, or an operator's word on one.
     *
     * @param id of the advice; empty: all of the hearer's
     * @param reason for people
     * @param by who says so
     */
    record Advice(String id, Word word, String reason, String by) implements Message {

        /** What the operator wants. */
        public enum Word {
            SHOW,
            APPROVE,
            REJECT
        }
    }

    /**
     * 23: the answer.
     *
     * @param id that message 22 named
     * @param ok whether that word is taken and kept
     * @param reason why it is not
     * @param proposals that the word was about
     */
    record AdviceAcknowledgement(String id, boolean ok, String reason, Proposals proposals) implements Message {}
}
