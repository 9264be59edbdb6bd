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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            "unavailable");
    private static final List<String> SERVER = List.of(
            "id", "vcpus", "load", "latestLoad", "memoryMib", "dirtyRateMbPerSecond", "resources", "antiAffinity");
    private static final Map<MessageType, List<String>> MORE = Map.ofEntries(
            Map.entry(MessageType.HELLO_REPLY, List.of("peers", "pauses")),
            Map.entry(
                    MessageType.MIGRATION,
                    List.of("strategy", "entropyBefore", "entropyAfter", "predictedSeconds", "predictedDowntime")),
            Map.entry(MessageType.MIGRATION_ACKNOWLEDGEMENT, List.of("seconds")),
            Map.entry(
                    MessageType.STEAL_ATTEMPT,
                    List.of("entropyBefore", "entropyAfter", "predictedSeconds", "predictedDowntime")),
            Map.entry(MessageType.HOTSPOT_REPLY, List.of("busy")),
            Map.entry(MessageType.WINNING_BID_ACKNOWLEDGEMENT, List.of("busy")),
            Map.entry(MessageType.STEAL_BROADCAST_REPLY, List.of("busy")),
            Map.entry(MessageType.STEAL_ATTEMPT_ACKNOWLEDGEMENT, List.of("busy")),
            Map.entry(MessageType.MEASUREMENT_REPLY, List.of("attempts", "migrations", "failedMigrations")),
            Map.entry(MessageType.PAUSE, List.of("paused", "group", "by", "sinceMillis")),
            Map.entry(MessageType.PAUSE_ACKNOWLEDGEMENT, List.of("paused", "group")));

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
        String newer = sent.replaceFirst("^\\[1,0,", "[1,7,").replaceFirst("]$", ",\"new\",[1]]");
        assertThat(MessageCodec.parse(newer)).isEqualTo(GoldenMessages.of(type));
    }

    private static Path path(MessageType type) {
        String name = type.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return FILES.resolve(String.format("%02d-%s.json", type.number(), name));
    }

    private static String file(MessageType type, String text) throws JsonProcessingException {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("message", type.number() + " " + type);
        ObjectNode fields = named(UNIT, JSON.readTree(text));
        if (fields.get("host").isArray()) fields.set("host", named(HOST, fields.get("host")));
        if (fields.get("more").isArray()) fields.set("more", named(MORE.get(type), fields.get("more")));
        JsonNode servers = fields.get("servers");
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).isArray()) {
                ((ArrayNode) servers).set(i, named(SERVER, servers.get(i)));
            }
        }
        file.set("fields", fields);
        file.put("sent", text);
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        return JSON.writer(new DefaultPrettyPrinter().withObjectIndenter(lines)).writeValueAsString(file) + "\n";
    }

    private static ObjectNode named(List<String> names, JsonNode array) {
        assertThat(array.size()).isEqualTo(names.size());
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < names.size(); i++) object.set(names.get(i), array.get(i));
        return object;
    }
}
