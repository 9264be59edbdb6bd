package io.drover.wire;

import java.util.List;
import java.util.Map;

/** What the fields of the wire format are called, in the order in which they are sent. */
final class FieldNames {

    static final List<String> UNIT = List.of(
            "major",
            "minor",
            "type",
            "id",
            "source",
            "destination",
            "auction",
            "sentAtMillis",
            "content",
            "migrationId",
            "migrationIssuer",
            "host",
            "servers",
            "more");
    static final List<String> HOST = List.of(
            "name",
            "group",
            "cpus",
            "smoothedLoad",
            "latestLoad",
            "loadDeviation",
            "pendingLoad",
            "sampledAtMillis",
            "memoryMib",
            "memoryUsedMib",
            "trafficBytes",
            "trafficPackets",
            "free",
            "basePush",
            "basePull",
            "currentPush",
            "currentPull",
            "mode",
            "paused",
            "lockedBy",
            "unavailable",
            "loadSource",
            "serverLoadSource",
            "busyCpus",
            "cpuPressure",
            "memoryPressure",
            "ioPressure",
            "expectedLoad",
            "expectedVariance",
            "draining",
            "proposes",
            "approved",
            "servers",
            "allocatedVcpus",
            "vcpusAtMost",
            "allocatedMemoryMib",
            "memoryAtMostMib");
    static final List<String> SERVER = List.of(
            "id",
            "vcpus",
            "load",
            "latestLoad",
            "memoryMib",
            "dirtyRateMbPerSecond",
            "resources",
            "antiAffinity",
            "steal",
            "memoryUsedMib",
            "usualLoad",
            "usualVariance",
            "usualSamples",
            "zone");
    static final List<String> TRAFFIC = List.of("messagesSent", "bytesSent", "messagesReceived", "bytesReceived");
    static final List<String> AUCTION = List.of(
            "auction",
            "strategy",
            "openedAtMillis",
            "endedAtMillis",
            "load",
            "threshold",
            "ending",
            "reason",
            "server",
            "source",
            "destination",
            "entropyBefore",
            "entropyAfter",
            "bids",
            "moreBids");
    static final List<String> NEWS = List.of("known", "peers", "pauses", "drains");
    static final List<String> UNDERWAY = List.of("auction", "server", "destination", "progress");
    static final List<String> BID =
            List.of("host", "load", "candidates", "server", "entropyAfter", "seconds", "verdict", "why");
    static final Map<MessageType, List<String>> MORE = Map.ofEntries(
            Map.entry(MessageType.HELLO_REPLY, List.of("peers", "pauses", "drains", "listed", "failed")),
            Map.entry(
                    MessageType.MIGRATION,
                    List.of("strategy", "entropyBefore", "entropyAfter", "predictedSeconds", "predictedDowntime")),
            Map.entry(MessageType.MIGRATION_ACKNOWLEDGEMENT, List.of("seconds", "movedAgo")),
            Map.entry(
                    MessageType.STEAL_ATTEMPT,
                    List.of("entropyBefore", "entropyAfter", "predictedSeconds", "predictedDowntime")),
            Map.entry(MessageType.HOTSPOT_REPLY, List.of("busy", "exchanges")),
            Map.entry(MessageType.WINNING_BID_ACKNOWLEDGEMENT, List.of("busy")),
            Map.entry(MessageType.STEAL_BROADCAST_REPLY, List.of("busy")),
            Map.entry(MessageType.STEAL_ATTEMPT_ACKNOWLEDGEMENT, List.of("busy")),
            Map.entry(
                    MessageType.MEASUREMENT_REPLY,
                    List.of(
                            "attempts",
                            "migrations",
                            "failedMigrations",
                            "startedAtMillis",
                            "lockedUntilMillis",
                            "lastDecisionAtMillis",
                            "lastDecision",
                            "traffic",
                            "auctions",
                            "moreAuctions",
                            "underway")),
            Map.entry(MessageType.PAUSE, List.of("paused", "group", "by", "sinceMillis")),
            Map.entry(MessageType.PAUSE_ACKNOWLEDGEMENT, List.of("paused", "group")),
            Map.entry(
                    MessageType.DRAIN,
                    List.of("drained", "draining", "excludedToo", "why", "by", "sinceMillis", "returning", "atOnce")),
            Map.entry(
                    MessageType.DRAIN_ACKNOWLEDGEMENT,
                    List.of("drained", "draining", "left", "leftMib", "moving", "stays")),
            Map.entry(MessageType.PLACE_ACKNOWLEDGEMENT, List.of("loadAfter")),
            Map.entry(MessageType.ADVICE, List.of("advice", "word", "why", "by")),
            Map.entry(MessageType.ADVICE_ACKNOWLEDGEMENT, List.of("advice", "proposals")));
    static final List<String> PROPOSAL = List.of(
            "id",
            "strategy",
            "server",
            "source",
            "destination",
            "entropyBefore",
            "entropyAfter",
            "predictedSeconds",
            "predictedDowntime",
            "gain",
            "reason",
            "sinceMillis",
            "untilMillis",
            "state",
            "by",
            "auction",
            "outcome",
            "atMillis");

    private FieldNames() {}
}
