package io.drover.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.model.DrainSettings;
import io.drover.model.Habit;
import io.drover.model.Outlook;
import io.drover.model.ServerUsage;
import io.drover.model.Vitals;
import java.util.List;

/** Adds to what earlier versions wrote the fields that came later, as not known. */
final class Early {

    private static final ObjectMapper PLAIN = new ObjectMapper();

    /** That may tell when a server changed hosts. */
    private static final List<String> OUTCOMES = List.of("done", "MIGRATION_ACKNOWLEDGEMENT");

    private Early() {}

    /** The same tree, made whole in place. */
    static JsonNode whole(JsonNode written) {
        if (written instanceof ObjectNode object) complete(object);
        written.forEach(Early::whole);
        return written;
    }

    private static void complete(ObjectNode object) {
        // message 15 has told of migrations under way since format 1.2 of the messages
        if (object.get("report") instanceof ObjectNode report && !report.has("underway")) report.putArray("underway");
        if (object.has("pauses") && !object.has("drains")) {
            object.set("drains", PLAIN.createObjectNode().set("entries", PLAIN.createArrayNode()));
        }
        boolean standing = object.has("lockedBy") && object.has("unavailable");
        if (standing && !object.has("draining")) object.put("draining", false);
        boolean settings = object.has("strategy") && object.has("auction") && object.has("migration");
        if (settings && !object.has("drain")) object.set("drain", PLAIN.valueToTree(DrainSettings.DEFAULT));
        boolean host = object.has("usage") && object.has("free");
        if (host && !object.has("vitals")) object.set("vitals", PLAIN.valueToTree(Vitals.UNKNOWN));
        boolean load = object.has("smoothed") && object.has("sampledAt");
        if (load && !object.has("outlook")) object.set("outlook", PLAIN.valueToTree(Outlook.UNKNOWN));
        if (object.has("lambda") && !object.has("contention")) {
            object.putObject("contention")
                    .put("steal", 0.0)
                    .put("cpuPressure", 0.0)
                    .put("memoryPressure", 0.0)
                    .put("hold", "PT60S");
        }
        boolean moved = OUTCOMES.contains(object.path("type").asText()) && object.has("seconds");
        if (moved && !object.has("movedAgo")) object.put("movedAgo", 0.0);
        boolean server = object.has("antiAffinity") && object.has("vcpus");
        if (server && !object.has("usage")) object.set("usage", PLAIN.valueToTree(ServerUsage.UNKNOWN));
        if (server && object.has("immovable") && !object.has("moved")) {
            JsonNode last = object.path("lastMoved");
            if (last.isValueNode() && !last.isNull()) object.putArray("moved").add(last);
            else object.putArray("moved");
        }
        if (server && !object.has("cpu")) object.set("cpu", PLAIN.valueToTree(Habit.UNKNOWN));
    }
}
