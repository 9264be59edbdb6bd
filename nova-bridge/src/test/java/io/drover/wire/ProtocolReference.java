package io.drover.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.auction.DrainProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Makes {@code doc/protocol.md}: fields and their order from the golden files, bounds from the code, and what a name
 * cannot say from {@code protocol/*.txt}. A field without a word about it is a failure, and so is a word too many.
 */
final class ProtocolReference {

    private static final Path TEXTS = Path.of("src/test/resources/protocol");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<MessageType> VERDICTS = Set.of(
            MessageType.MIGRATION_ACKNOWLEDGEMENT,
            MessageType.WINNING_BID_ACKNOWLEDGEMENT,
            MessageType.STEAL_ATTEMPT_ACKNOWLEDGEMENT,
            MessageType.PLACE_ACKNOWLEDGEMENT,
            MessageType.ADVICE_ACKNOWLEDGEMENT);

    private final Map<String, String> fields = lines("fields.txt");
    private final Map<String, String> types = lines("types.txt");
    private final Map<String, String> drops = lines("drops.txt");
    private final Set<String> unused = new TreeSet<>(fields.keySet());

    ProtocolReference() throws IOException {}

    String text() throws IOException {
        JsonNode request = golden(MessageType.MEASUREMENT_REQUEST).get("fields");
        String text = Files.readString(TEXTS.resolve("reference.md"))
                .replace("{message}", table("message", request).strip())
                .replace("{records}", records().strip())
                .replace("{types}", overview().strip())
                .replace("{messages}", messages().strip())
                .replace("{drops}", dropped().strip());
        for (Map.Entry<String, Object> bound : bounds().entrySet()) {
            text = text.replace("{" + bound.getKey() + "}", bound.getValue().toString());
        }
        if (!unused.isEmpty()) throw new IllegalStateException("fields.txt tells of fields that are none: " + unused);
        return text;
    }

    private static Map<String, Object> bounds() {
        return Map.ofEntries(
                Map.entry("VERSION", MessageCodec.MAJOR + "." + MessageCodec.MINOR),
                Map.entry("MAX_BYTES", MessageCodec.MAX_BYTES),
                Map.entry("WINDOW", MessageSeal.WINDOW.toSeconds()),
                Map.entry("KEY_MAX", RoutingKey.MAX_BYTES),
                Map.entry("NAME_MAX", Fields.NAME_MAX),
                Map.entry("REASON_MAX", Fields.REASON_MAX),
                Map.entry("SERVERS_MAX", MessageReader.SERVERS_MAX),
                Map.entry("PEERS_MAX", MessageReader.PEERS_MAX),
                Map.entry("NEWS_MAX", MessageReader.NEWS_MAX),
                Map.entry("PAUSES_MAX", MessageReader.PAUSES_MAX),
                Map.entry("DRAINS_MAX", MessageReader.DRAINS_MAX),
                Map.entry("PROPOSALS_MAX", AdviceReader.PROPOSALS_MAX),
                Map.entry("STAYS_MAX", DrainProgress.STAYS_AT_MOST),
                Map.entry("AUCTIONS_MAX", MeasurementReader.AUCTIONS_MAX),
                Map.entry("BIDS_MAX", MeasurementReader.BIDS_MAX),
                Map.entry("UNDERWAY_MAX", MeasurementReader.UNDERWAY_MAX));
    }

    private String records() throws IOException {
        JsonNode hot = golden(MessageType.HOTSPOT_MESSAGE).get("fields");
        JsonNode report = golden(MessageType.MEASUREMENT_REPLY).get("fields").get("more");
        JsonNode auction = report.get("auctions").get(0);
        return "**host**\n\n" + table("host", hot.get("host"))
                + "\n**server**\n\n" + table("server", hot.get("servers").get(0))
                + "\n**traffic**\n\n" + table("traffic", report.get("traffic"))
                + "\n**auction**\n\n" + table("auction", auction)
                + "\n**proposal**\n\n"
                + table(
                        "proposal",
                        golden(MessageType.ADVICE_ACKNOWLEDGEMENT)
                                .get("fields")
                                .get("more")
                                .get("proposals")
                                .get(0))
                + "\n**bid**\n\n" + table("bid", auction.get("bids").get(0))
                + "\n**migration under way**\n\n"
                + table("underway", report.get("underway").get(0));
    }

    private String overview() {
        StringBuilder text = new StringBuilder("| | type | from | to | when |\n|---|---|---|---|---|\n");
        for (MessageType type : MessageType.values()) {
            text.append("| " + type.number() + " | `" + type + "` | " + told(types, type.name()) + " |\n");
        }
        return text.toString();
    }

    private String messages() throws IOException {
        StringBuilder text = new StringBuilder();
        for (MessageType type : MessageType.values()) {
            JsonNode golden = golden(type);
            text.append("### " + type.number() + " " + type + "\n\n").append(carried(type, golden.get("fields")));
            text.append("```json\n" + golden.get("sent").textValue() + "\n```\n\n");
        }
        return text.toString();
    }

    /** The fields that the type has beyond its address, with those of its own list. */
    private String carried(MessageType type, JsonNode message) {
        StringBuilder rows = new StringBuilder();
        for (String name :
                new String[] {"content", "migrationId", "migrationIssuer", "host", "servers", "sinceMillis"}) {
            JsonNode value = message.path(name);
            if (!value.isNull() && !value.isMissingNode()) rows.append(row(name, key(type, name, value)));
        }
        if (message.get("more").isObject()) {
            message.get("more")
                    .fieldNames()
                    .forEachRemaining(name -> rows.append(row("more: " + name, "more." + name)));
        }
        if (message.path("news").isObject()) {
            message.get("news")
                    .fieldNames()
                    .forEachRemaining(name -> rows.append(row("news: " + name, "news." + name)));
        }
        return rows.isEmpty() ? "Nothing but its address.\n\n" : head() + rows + "\n";
    }

    private String key(MessageType type, String name, JsonNode value) {
        if (fields.containsKey(type + "." + name)) return type + "." + name;
        if (name.equals("servers")) return (value.get(0).isObject() ? "records." : "ids.") + name;
        if (!name.equals("content")) return "message." + name;
        return (VERDICTS.contains(type) ? "verdict." : "reason.") + name;
    }

    private String table(String record, JsonNode named) {
        StringBuilder text = new StringBuilder(head());
        named.fieldNames().forEachRemaining(name -> text.append(row(name, record + "." + name)));
        return text.toString();
    }

    private static String head() {
        return "| field | type | meaning |\n|---|---|---|\n";
    }

    private String row(String name, String key) {
        unused.remove(key);
        return "| `" + name.replace(": ", "` `") + "` | " + told(fields, key) + " |\n";
    }

    private String dropped() {
        StringBuilder text = new StringBuilder("| reason | |\n|---|---|\n");
        Arrays.stream(DropReason.values())
                .map(DropReason::word)
                .forEach(word -> text.append("| `" + word + "` | " + told(drops, word) + " |\n"));
        return text.toString();
    }

    private static String told(Map<String, String> texts, String key) {
        String text = texts.get(key);
        if (text == null) throw new IllegalStateException("nothing is said of " + key + " in " + TEXTS);
        return text;
    }

    private static Map<String, String> lines(String file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : Files.readAllLines(TEXTS.resolve(file))) {
            int bar = line.indexOf(" | ");
            texts.put(line.substring(0, bar), line.substring(bar + 3));
        }
        return texts;
    }

    private static JsonNode golden(MessageType type) throws IOException {
        return JSON.readTree(GOLDEN.resolve(GoldenFilesTest.name(type)).toFile());
    }
}
