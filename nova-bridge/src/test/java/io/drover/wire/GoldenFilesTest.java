package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The wire format, one file a type: every field with its name, and the array that is sent. {@code mvn test -Drewrite}
 * writes them anew; commit a difference only with a new version of the format.
 */
class GoldenFilesTest {

    private static final Path FILES = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> UNIT = List.of(
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
    private static final List<String> HOST = List.of(
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
            "draining");
    private static final int HOST_1_3 = HOST.indexOf("draining");
    private static final List<String> SERVER = List.of(
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
            "usualSamples");
    private static final List<String> TRAFFIC =
            List.of("messagesSent", "bytesSent", "messagesReceived", "bytesReceived");
    private static final List<String> AUCTION = List.of(
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
    private static final List<String> UNDERWAY = List.of("auction", "server", "destination", "progress");
    private static final List<String> BID =
            List.of("host", "load", "candidates", "server", "entropyAfter", "seconds", "verdict", "why");
    private static final Map<MessageType, List<String>> MORE = Map.ofEntries(
            Map.entry(MessageType.HELLO_REPLY, List.of("peers", "pauses", "drains")),
            Map.entry(
                    MessageType.MIGRATION,
                    List.of("strategy", "entropyBefore", "entropyAfter", "predictedSeconds", "predictedDowntime")),
            Map.entry(MessageType.MIGRATION_ACKNOWLEDGEMENT, List.of("seconds", "movedAgo")),
            Map.entry(
                    MessageType.STEAL_ATTEMPT,
                    List.of("entropyBefore", "entropyAfter", "predictedSeconds", "predictedDowntime")),
            Map.entry(MessageType.HOTSPOT_REPLY, List.of("busy")),
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
            Map.entry(MessageType.DRAIN, List.of("drained", "draining", "excludedToo", "why", "by", "sinceMillis")),
            Map.entry(
                    MessageType.DRAIN_ACKNOWLEDGEMENT,
                    List.of("drained", "draining", "left", "leftMib", "moving", "stays")));

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void whatIsSentStaysAsItIs(MessageType type) throws IOException, MalformedMessage {
        Envelope envelope = GoldenMessages.of(type);
        String text = MessageCodec.text(envelope);
        String file = file(type, text);
        Path path = path(type);
        if (System.getProperty("rewrite") != null) {
            Files.createDirectories(FILES);
            Files.writeString(path, file);
        }
        assertThat(Files.readString(path)).isEqualTo(file);
        String sent = JSON.readTree(path.toFile()).get("sent").textValue();
        assertThat(new MessageCodec().decode(sent.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(envelope);
    }

    @ParameterizedTest
    @EnumSource(MessageType.class)
    void aNewerMinorVersionMayAppend(MessageType type) throws IOException, MalformedMessage {
        String sent = JSON.readTree(path(type).toFile()).get("sent").textValue();
        String newer = sent.replaceFirst("^\\[1,4,", "[1,7,").replaceFirst("]$", ",\"new\",[1]]");
        assertThat(MessageCodec.parse(newer)).isEqualTo(GoldenMessages.of(type));
    }

    /** What agents of format 1.3 sent: nothing of drains. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theMinorVersionBeforeIsUnderstood(MessageType type) throws IOException, MalformedMessage {
        ArrayNode sent = (ArrayNode)
                JSON.readTree(JSON.readTree(path(type).toFile()).get("sent").textValue());
        Message expected = withoutWhat14Appended(sent);
        sent.set(1, 3);
        assertThat(MessageCodec.parse(sent.toString()).message()).isEqualTo(expected);
    }

    /**
     * Takes away what 1.4 appended to hosts and message 2.
     *
     * @return the message as it is when these are not known
     */
    private static Message withoutWhat14Appended(ArrayNode sent) throws MalformedMessage {
        ArrayNode unknown = sent.deepCopy();
        if (sent.get(UNIT.indexOf("type")).asInt() == MessageType.HELLO_REPLY.number()) {
            ((ArrayNode) unknown.get(UNIT.indexOf("more"))).set(2, JSON.createArrayNode());
            ((ArrayNode) sent.get(UNIT.indexOf("more"))).remove(2);
        }
        int draining = HOST.indexOf("draining");
        if (unknown.get(UNIT.indexOf("host")) instanceof ArrayNode host) host.set(draining, false);
        if (sent.get(UNIT.indexOf("host")) instanceof ArrayNode host) host.remove(draining);
        return MessageCodec.parse(unknown.toString()).message();
    }

    /** What agents of format 1.2 sent: hosts and servers tell nothing of pressure, steal and habits. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theMinorVersionBeforeThatIsUnderstood(MessageType type) throws IOException, MalformedMessage {
        ArrayNode sent = (ArrayNode)
                JSON.readTree(JSON.readTree(path(type).toFile()).get("sent").textValue());
        Message expected = withoutWhat13Appended(sent);
        sent.set(1, 2);
        assertThat(MessageCodec.parse(sent.toString()).message()).isEqualTo(expected);
    }

    /**
     * Takes away what 1.3 appended to hosts, servers and message 4.
     *
     * @return the message as it is when these are not known
     */
    private static Message withoutWhat13Appended(ArrayNode sent) throws MalformedMessage {
        withoutWhat14Appended(sent);
        ArrayNode unknown = sent.deepCopy();
        unknown.set(1, 3);
        if (sent.get(UNIT.indexOf("type")).asInt() == MessageType.MIGRATION_ACKNOWLEDGEMENT.number()) {
            ((ArrayNode) unknown.get(UNIT.indexOf("more"))).set(1, 0);
            ((ArrayNode) sent.get(UNIT.indexOf("more"))).remove(1);
        }
        for (ArrayNode record : records(unknown)) {
            boolean host = record.size() == HOST_1_3;
            int first = host ? HOST.indexOf("loadSource") : SERVER.indexOf("steal");
            for (int i = first; i < record.size(); i++) record.setNull(i);
            if (host) record.set(first, "").set(first + 1, "");
            else for (int i = SERVER.indexOf("usualLoad"); i < record.size(); i++) record.set(i, 0);
        }
        for (ArrayNode record : records(sent)) {
            int size = record.size() == HOST_1_3 ? HOST.indexOf("loadSource") : SERVER.indexOf("steal");
            while (record.size() > size) record.remove(size);
        }
        return MessageCodec.parse(unknown.toString()).message();
    }

    private static List<ArrayNode> records(ArrayNode sent) {
        List<ArrayNode> records = new ArrayList<>();
        if (sent.get(UNIT.indexOf("host")) instanceof ArrayNode host) records.add(host);
        for (JsonNode each : sent.get(UNIT.indexOf("servers")))
            if (each instanceof ArrayNode server) records.add(server);
        return records;
    }

    /** What agents of format 1.1 sent: the fields that 1.2 appended are not there. */
    @Test
    void theSecondMinorVersionIsUnderstood() throws IOException, MalformedMessage {
        MessageType type = MessageType.MEASUREMENT_REPLY;
        ArrayNode sent = (ArrayNode)
                JSON.readTree(JSON.readTree(path(type).toFile()).get("sent").textValue());
        Message.MeasurementReply today = (Message.MeasurementReply) withoutWhat13Appended(sent);
        ArrayNode more = (ArrayNode) sent.set(1, 1).get(UNIT.indexOf("more"));
        more.remove(more.size() - 1);
        assertThat(MessageCodec.parse(sent.toString()).message())
                .isEqualTo(today.with(today.report().traffic(), List.of()));
    }

    /** What agents of format 1.0 sent: nothing that was appended is there. */
    @ParameterizedTest
    @EnumSource(MessageType.class)
    void theFirstMinorVersionIsUnderstood(MessageType type) throws IOException, MalformedMessage {
        Envelope today = GoldenMessages.of(type);
        ArrayNode sent = (ArrayNode)
                JSON.readTree(JSON.readTree(path(type).toFile()).get("sent").textValue());
        Message expected = withoutWhat13Appended(sent);
        sent.set(1, 0);
        if (expected instanceof Message.MeasurementRequest) {
            sent.remove(UNIT.size());
            expected = new Message.MeasurementRequest(Instant.EPOCH);
        } else if (expected instanceof Message.MeasurementReply reply) {
            ArrayNode more = (ArrayNode) sent.get(UNIT.indexOf("more"));
            while (more.size() > 3) more.remove(3);
            expected = new Message.MeasurementReply(
                    reply.self(), reply.attempts(), reply.migrations(), reply.failedMigrations(), Report.NONE);
        }
        Envelope read = MessageCodec.parse(sent.toString());
        assertThat(read.message()).isEqualTo(expected);
        assertThat(read.id()).isEqualTo(today.id());
    }

    private static Path path(MessageType type) {
        return FILES.resolve(name(type));
    }

    static String name(MessageType type) {
        String name = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return String.format("%02d-%s.json", type.number(), name);
    }

    private static String file(MessageType type, String text) throws JsonProcessingException {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("message", type.number() + " " + type);
        ObjectNode fields = named(unit(type), JSON.readTree(text));
        if (fields.get("host").isArray()) fields.set("host", named(HOST, fields.get("host")));
        if (fields.get("more").isArray()) fields.set("more", named(MORE.get(type), fields.get("more")));
        JsonNode servers = fields.get("servers");
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).isArray()) {
                ((ArrayNode) servers).set(i, named(SERVER, servers.get(i)));
            }
        }
        if (type == MessageType.MEASUREMENT_REPLY) nameReport((ObjectNode) fields.get("more"));
        file.set("fields", fields);
        file.put("sent", text);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines)).writeValueAsString(file) + "\n";
    }

    private static List<String> unit(MessageType type) {
        if (type != MessageType.MEASUREMENT_REQUEST) return UNIT;
        return Stream.concat(UNIT.stream(), Stream.of("sinceMillis")).toList();
    }

    private static void nameReport(ObjectNode more) {
        more.set("traffic", named(TRAFFIC, more.get("traffic")));
        ArrayNode auctions = (ArrayNode) more.get("auctions");
        for (int i = 0; i < auctions.size(); i++) {
            ObjectNode auction = named(AUCTION, auctions.get(i));
            ArrayNode bids = (ArrayNode) auction.get("bids");
            for (int j = 0; j < bids.size(); j++) bids.set(j, named(BID, bids.get(j)));
            auctions.set(i, auction);
        }
        ArrayNode underway = (ArrayNode) more.get("underway");
        for (int i = 0; i < underway.size(); i++) underway.set(i, named(UNDERWAY, underway.get(i)));
    }

    private static ObjectNode named(List<String> names, JsonNode array) {
        assertThat(array.size()).isEqualTo(names.size());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) object.set(names.get(i), array.get(i));
        return object;
    }
}
