package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.auction.Address;
import io.drover.auction.Envelope;
import io.drover.auction.Forecast;
import io.drover.auction.Message;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.wire.MessageType.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON array to envelope, whole or not at all. */
final class MessageReader {

    private static final int UNIT_FIELDS = 14;
    /** By minor version. */
    private static final int[] REQUEST_FIELDS = {
        UNIT_FIELDS,
        UNIT_FIELDS + 1,
        UNIT_FIELDS + 1,
        UNIT_FIELDS + 1,
        UNIT_FIELDS + 1,
        UNIT_FIELDS + 1,
        UNIT_FIELDS + 1,
        UNIT_FIELDS + 1
    };

    /** Since then a HELLO may bring news. */
    private static final int NEWS_SINCE = 5;

    private static final int[] REPLY_FIELDS = {
        MeasurementReader.FIELDS_1_0,
        MeasurementReader.FIELDS_1_1,
        MeasurementReader.FIELDS,
        MeasurementReader.FIELDS,
        MeasurementReader.FIELDS,
        MeasurementReader.FIELDS,
        MeasurementReader.FIELDS,
        MeasurementReader.FIELDS
    };
    private static final int[] OUTCOME_FIELDS = {1, 1, 1, 2, 2, 2, 2, 2};
    static final int SERVERS_MAX = 5_000;
    static final int PEERS_MAX = 20_000;
    static final int NEWS_MAX = 64;
    static final int PAUSES_MAX = 1_000;
    static final int DRAINS_MAX = 1_000;

    /** Entropies are 0..1 but for the last bits of a division. */
    private static final double ENTROPY_MAX = 1 + 1e-9;

    private final String source;
    private final Map<Column, JsonNode> row;
    private final long minor;
    private final boolean newer;

    private MessageReader(String source, Map<Column, JsonNode> row, long minor) {
        this.source = source;
        this.row = row;
        this.minor = minor;
        this.newer = minor > MessageCodec.MINOR;
    }

    static Envelope read(JsonNode json) throws MalformedMessage {
        if (!json.isArray() || json.size() < 2) {
            throw new MalformedMessage(DropReason.VERSION, "the message does not begin with a format version");
        }
        long major = Fields.count(json.get(0), "the major version", 0);
        long minor = Fields.count(json.get(1), "the minor version", 0);
        if (major != MessageCodec.MAJOR) {
            throw new MalformedMessage(
                    DropReason.VERSION,
                    "the message has format version " + major + "." + minor + ", this agent speaks "
                            + MessageCodec.MAJOR + "." + MessageCodec.MINOR);
        }
        Fields unit = unit(json, minor);
        unit.take();
        unit.take();
        MessageType type = type(unit.count("type", 0));
        String id = unit.name("id");
        String source = unit.name("source");
        Address to = address(unit.name("destination"));
        String auction = auction(type, unit.nameOrEmpty("auction"));
        Instant sentAt = unit.instant("sent-at");
        MessageReader reader = new MessageReader(source, row(type, unit), minor);
        Message message = switch (type) {
            case MEASUREMENT_REQUEST -> measurementRequest(unit);
            case HELLO -> GreetingReader.hello(reader.self(), unit, minor);
            default -> reader.message(type);
        };
        return new Envelope(id, source, to, auction, sentAt, message);
    }

    private static Fields unit(JsonNode json, long minor) throws MalformedMessage {
        int type = json.path(2).asInt();
        if (type == MessageType.MEASUREMENT_REQUEST.number()) {
            return Fields.of(json, "the message", REQUEST_FIELDS, minor);
        }
        boolean news = type == MessageType.HELLO.number() && minor >= NEWS_SINCE && json.size() > UNIT_FIELDS;
        return Fields.of(json, "the message", news ? UNIT_FIELDS + 1 : UNIT_FIELDS, minor > MessageCodec.MINOR);
    }

    private static Message measurementRequest(Fields unit) throws MalformedMessage {
        return new Message.MeasurementRequest(unit.exhausted() ? Instant.EPOCH : unit.instant("since"));
    }

    private static MessageType type(long number) throws MalformedMessage {
        return MessageType.of(number)
                .orElseThrow(() -> new MalformedMessage(DropReason.TYPE, "there is no message type " + number));
    }

    private static String auction(MessageType type, String auction) throws MalformedMessage {
        if (type.inAuction() == auction.isEmpty()) {
            throw Fields.wrong(type + (auction.isEmpty() ? " names no auction" : " belongs to no auction"));
        }
        return auction;
    }

    private static Address address(String text) throws MalformedMessage {
        return RoutingKey.parse(text).orElseThrow(() -> Fields.wrong("the destination of the message is no address"));
    }

    private static Map<Column, JsonNode> row(MessageType type, Fields unit) throws MalformedMessage {
        Map<Column, JsonNode> row = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            JsonNode node = unit.take();
            if (type.has(column) == node.isNull()) {
                throw Fields.wrong(type + (node.isNull() ? " lacks " : " has no ") + column);
            }
            row.put(column, node);
        }
        return row;
    }

    private Message message(MessageType type) throws MalformedMessage {
        return switch (type) {
            case HELLO_REPLY -> GreetingReader.reply(self(), row.get(Column.MORE), minor);
            case MIGRATION -> migration();
            case MIGRATION_ACKNOWLEDGEMENT -> migrationAcknowledgement();
            case HOTSPOT_MESSAGE -> new Message.HotspotMessage(self(), servers());
            case HOTSPOT_REPLY -> hotspotReply();
            case WINNING_BID_ANNOUNCEMENT -> new Message.WinningBidAnnouncement(server(), issuer());
            case WINNING_BID_ACKNOWLEDGEMENT ->
                new Message.WinningBidAcknowledgement(
                        server(),
                        verdict().ok(),
                        more(1).flag("busy"),
                        verdict().reason());
            case RESOURCE_RELEASE -> new Message.ResourceRelease(reason());
            case STEAL_BROADCAST -> new Message.StealBroadcast(self());
            case STEAL_BROADCAST_REPLY ->
                new Message.StealBroadcastReply(self(), servers(), more(1).flag("busy"), reason());
            case STEAL_ATTEMPT -> new Message.StealAttempt(server(), issuer(), self(), forecast());
            case STEAL_ATTEMPT_ACKNOWLEDGEMENT ->
                new Message.StealAttemptAcknowledgement(
                        server(),
                        verdict().ok(),
                        more(1).flag("busy"),
                        verdict().reason());
            case HELLO, MEASUREMENT_REQUEST -> throw new AssertionError("read with the unit");
            case MEASUREMENT_REPLY ->
                MeasurementReader.reply(
                        self(), Fields.of(row.get(Column.MORE), "the type's own list", REPLY_FIELDS, minor));
            case PAUSE -> pause(more(4));
            case PAUSE_ACKNOWLEDGEMENT -> pauseAcknowledgement();
            case DRAIN -> DrainReader.drain(row.get(Column.MORE), minor);
            case DRAIN_ACKNOWLEDGEMENT -> DrainReader.acknowledgement(more(6));
            case PLACE -> place();
            case PLACE_ACKNOWLEDGEMENT ->
                new Message.PlaceAcknowledgement(
                        self(),
                        server(),
                        verdict().ok(),
                        more(1).loadOrNaN("load after"),
                        verdict().reason());
            case ADVICE -> AdviceReader.word(more(AdviceReader.WORD_FIELDS));
            case ADVICE_ACKNOWLEDGEMENT -> AdviceReader.answer(more(2), verdict());
        };
    }

    private Message hotspotReply() throws MalformedMessage {
        boolean exchanges =
                minor >= ExchangeReader.SINCE && row.get(Column.MORE).size() > 1;
        Fields more = more(exchanges ? 2 : 1);
        boolean busy = more.flag("busy");
        return new Message.HotspotReply(
                self(),
                candidates(),
                exchanges ? ExchangeReader.exchanges(more.take(), minor) : new TreeMap<>(),
                busy,
                reason());
    }

    private Message migrationAcknowledgement() throws MalformedMessage {
        Fields more = Fields.of(row.get(Column.MORE), "the type's own list", OUTCOME_FIELDS, minor);
        double seconds = more.amount("seconds");
        double movedAgo = more.exhausted() ? 0 : more.amount("seconds since the move");
        return new Message.MigrationAcknowledgement(
                server(), issuer(), verdict().ok(), verdict().reason(), seconds, movedAgo);
    }

    private Message migration() throws MalformedMessage {
        Fields more = more(5);
        String strategy = more.name("strategy");
        Forecast forecast = forecast(more);
        return new Message.Migration(
                server(),
                issuer(),
                strategy,
                forecast.entropyBefore(),
                forecast.entropyAfter(),
                forecast.seconds(),
                forecast.downtimeSeconds());
    }

    static Message.Pause pause(Fields fields) throws MalformedMessage {
        return new Message.Pause(
                fields.flag("paused"), fields.nameOrEmpty("group"), fields.nameOrEmpty("by"), fields.instant("since"));
    }

    private Message pauseAcknowledgement() throws MalformedMessage {
        Fields more = more(2);
        return new Message.PauseAcknowledgement(more.flag("paused"), more.nameOrEmpty("group"));
    }

    private Message place() throws MalformedMessage {
        List<ServerInfo> servers = servers();
        if (servers.size() != 1) throw Fields.wrong("PLACE is not about one server");
        return new Message.Place(servers.get(0));
    }

    private Forecast forecast() throws MalformedMessage {
        return forecast(more(4));
    }

    static Forecast forecast(Fields fields) throws MalformedMessage {
        return new Forecast(
                fields.number("entropy before", 0, ENTROPY_MAX),
                fields.number("entropy after", 0, ENTROPY_MAX),
                fields.amount("predicted seconds"),
                fields.amount("predicted downtime"));
    }

    private String server() throws MalformedMessage {
        return Fields.uuid(row.get(Column.SERVER), "the server to migrate");
    }

    private String issuer() throws MalformedMessage {
        String issuer = Fields.text(row.get(Column.ISSUER), "the migration issuer", Fields.NAME_MAX);
        if (issuer.isEmpty()) throw Fields.wrong("the migration issuer is empty");
        return issuer;
    }

    private String reason() throws MalformedMessage {
        return Fields.text(row.get(Column.CONTENT), "the content", Fields.REASON_MAX);
    }

    private Acknowledgement verdict() throws MalformedMessage {
        return Acknowledgement.parse(row.get(Column.CONTENT));
    }

    private HostInfo self() throws MalformedMessage {
        HostInfo self = HostReader.host(Fields.of(row.get(Column.SELF), "the host", HostReader.HOST_FIELDS, minor));
        if (!self.host().equals(source)) throw Fields.wrong("the host is not the source of the message");
        return self;
    }

    private List<ServerInfo> servers() throws MalformedMessage {
        List<ServerInfo> servers = new ArrayList<>();
        for (JsonNode node : serverList()) {
            servers.add(HostReader.server(Fields.of(node, "a server", HostReader.SERVER_FIELDS, minor)));
        }
        return servers;
    }

    private List<String> candidates() throws MalformedMessage {
        List<String> ids = new ArrayList<>();
        for (JsonNode node : serverList()) ids.add(Fields.uuid(node, "a candidate"));
        return ids;
    }

    private JsonNode serverList() throws MalformedMessage {
        return bounded(row.get(Column.SERVERS));
    }

    static JsonNode bounded(JsonNode list) throws MalformedMessage {
        if (!list.isArray()) throw Fields.wrong("the servers are not a list");
        if (list.size() > SERVERS_MAX) throw Fields.wrong("the message lists more than " + SERVERS_MAX + " servers");
        return list;
    }

    private Fields more(int size) throws MalformedMessage {
        return Fields.of(row.get(Column.MORE), "the type's own list", size, newer);
    }
}
