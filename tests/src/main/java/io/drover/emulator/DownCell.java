package io.drover.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What Nova shows from 2.69 on while it cannot reach a cell's database (API guide, "Handling Down Cells"). */
final class DownCell {

    private final List<String> hosts;

    DownCell(List<String> hosts) {
        this.hosts = hosts;
    }

    JsonNode services(JsonNode answer) {
        return each(answer, "services", row -> {
            if (!hosts.contains(row.path("host").asText())) {
                return row;
            }
            ObjectNode partial = JsonNodeFactory.instance.objectNode().put("binary", "nova-compute");
            return partial.put("host", row.path("host").asText()).put("status", "UNKNOWN");
        });
    }

    /** The API's own database knows which servers there are, but not where: they come in every host's list. */
    JsonNode servers(JsonNode answer) {
        JsonNode known = each(
                answer,
                "servers",
                row -> hosts.contains(row.path("OS-EXT-SRV-ATTR:host").asText()) ? partial(row) : row);
        if (known.path("servers").isArray()) {
            ObjectNode lost = JsonNodeFactory.instance.objectNode().put("id", "99999999-0000-4000-8000-00000000ce11");
            ((ArrayNode) known.path("servers"))
                    .add(partial(lost.put("tenant_id", "lost").put("created", "")));
        }
        return known;
    }

    private static ObjectNode partial(JsonNode row) {
        ObjectNode partial = JsonNodeFactory.instance.objectNode();
        for (String field : List.of("id", "tenant_id", "created", "links")) {
            if (row.has(field)) {
                partial.set(field, row.get(field));
            }
        }
        return partial.put("status", "UNKNOWN");
    }

    JsonNode hypervisors(JsonNode answer) {
        return each(
                answer,
                "hypervisors",
                row -> hosts.contains(row.path("service").path("host").asText()) ? null : row);
    }

    private interface Row {
        JsonNode of(JsonNode row);
    }

    private static JsonNode each(JsonNode answer, String field, Row rewriting) {
        if (!answer.path(field).isArray()) {
            return answer;
        }
        ArrayNode rows = JsonNodeFactory.instance.arrayNode();
        for (JsonNode row : answer.path(field)) {
            JsonNode now = rewriting.of(row);
            if (now != null) {
                rows.add(now);
            }
        }
        ((ObjectNode) answer).set(field, rows);
        return answer;
    }
}
