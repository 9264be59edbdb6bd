package io.drover.wire;

import static io.drover.wire.FieldNames.AUCTION;
import static io.drover.wire.FieldNames.BID;
import static io.drover.wire.FieldNames.HOST;
import static io.drover.wire.FieldNames.MORE;
import static io.drover.wire.FieldNames.NEWS;
import static io.drover.wire.FieldNames.PROPOSAL;
import static io.drover.wire.FieldNames.SERVER;
import static io.drover.wire.FieldNames.TRAFFIC;
import static io.drover.wire.FieldNames.UNDERWAY;
import static io.drover.wire.FieldNames.UNIT;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The wire format, one file a type: every field with its name, and the array that is sent. {@code mvn test -Drewrite}
 * writes them anew; commit a difference only with a new version of the format.
 */
class GoldenFilesTest {

    private static final Path FILES = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

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
        String newer = sent.replaceFirst("^\\[1,7,", "[1,9,").replaceFirst("]$", ",\"new\",[1]]");
        assertThat(MessageCodec.parse(newer)).isEqualTo(GoldenMessages.of(type));
    }

    private static Path path(MessageType type) {
        return FILES.resolve(name(type));
    }

    /** As the file has it. */
    static ArrayNode sent(MessageType type) throws IOException {
        return (ArrayNode)
                JSON.readTree(JSON.readTree(path(type).toFile()).get("sent").textValue());
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
        if (type == MessageType.ADVICE_ACKNOWLEDGEMENT)
            nameProposals((ArrayNode) fields.get("more").get("proposals"));
        if (type == MessageType.HOTSPOT_REPLY)
            nameExchanges((ArrayNode) fields.get("more").get("exchanges"));
        if (type == MessageType.HELLO) fields.set("news", named(NEWS, fields.get("news")));
        if (type == MessageType.MEASUREMENT_REPLY) nameReport((ObjectNode) fields.get("more"));
        file.set("fields", fields);
        file.put("sent", text);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines)).writeValueAsString(file) + "\n";
    }

    private static List<String> unit(MessageType type) {
        return switch (type) {
            case HELLO -> Stream.concat(UNIT.stream(), Stream.of("news")).toList();
            case MEASUREMENT_REQUEST ->
                Stream.concat(UNIT.stream(), Stream.of("sinceMillis")).toList();
            default -> UNIT;
        };
    }

    private static void nameProposals(ArrayNode proposals) {
        for (int i = 0; i < proposals.size(); i++) proposals.set(i, named(PROPOSAL, proposals.get(i)));
    }

    private static void nameExchanges(ArrayNode exchanges) {
        for (int i = 0; i < exchanges.size(); i++) {
            ArrayNode exchange = (ArrayNode) exchanges.get(i);
            exchange.set(1, named(SERVER, exchange.get(1)));
        }
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
