package io.drover.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.model.AdviceSettings;
import io.drover.model.Allocation;
import io.drover.model.DrainSettings;
import io.drover.model.DrainSettings.OnStall;
import io.drover.model.Habit;
import io.drover.model.MigrationInProgress;
import io.drover.model.Mode;
import io.drover.model.Outlook;
import io.drover.model.ServerUsage;
import io.drover.model.Spread;
import io.drover.model.Vitals;
import java.util.List;

/** Adds to what earlier versions wrote the fields that came later, as not known. */
final class EarlierFormats {

    private static final ObjectMapper PLAIN = new ObjectMapper();

    /** That may tell when a server changed hosts. */
    private static final List<String> OUTCOMES = List.of("done", "MIGRATION_ACKNOWLEDGEMENT");

    private EarlierFormats() {}

    /** The same tree, made whole in place. */
    static JsonNode whole(JsonNode written) {
        if (written instanceof ObjectNode object) complete(object);
        written.forEach(EarlierFormats::whole);
        return written;
    }

    private static ObjectNode advice() {
        return PLAIN.createObjectNode()
                .put("lifetime", AdviceSettings.DEFAULT.lifetime().toString())
                .put("promised", AdviceSettings.DEFAULT.promised());
    }

    private static void noNews(ObjectNode hello) {
        ObjectNode news = hello.putObject("news").put("known", -1);
        news.putArray("peers");
        news.putObject("pauses").putArray("entries");
        news.putObject("drains").putArray("entries");
    }

    private static void complete(ObjectNode object) {
        // message 15 has told of migrations under way since format 1.2 of the messages
        if (object.get("report") instanceof ObjectNode report && !report.has("underway")) report.putArray("underway");
        if (object.has("pauses") && !object.has("drains")) {
            object.set("drains", PLAIN.createObjectNode().set("entries", PLAIN.createArrayNode()));
        }
        if (object.get("drains") instanceof ObjectNode drains && !drains.has("guests")) drains.putArray("guests");
        if (object.has("excludedToo") && !object.has("returning")) object.put("returning", false);
        if (object.has("excludedToo") && !object.has("atOnce")) object.put("atOnce", false);
        if (object.path("type").asText().equals("peers-listed") && !object.has("failed")) object.putArray("failed");
        if (object.size() == 3 && object.has("server") && object.has("source") && object.has("destination")) {
            object.put("type", MigrationInProgress.LIVE);
        }
        if (object.has("ceiling") && !object.has("onStall")) object.put("onStall", OnStall.ABORT.name());
        if (object.has("callBefore") && !object.has("forced")) object.put("forced", false);
        if (object.has("pauses") && object.has("drains") && !object.has("proposals") && !object.has("peers")) {
            object.set("proposals", PLAIN.createObjectNode().set("entries", PLAIN.createArrayNode()));
        }
        if (object.has("pauses") && !object.has("peers")) object.putArray("peers");
        boolean reply = object.path("type").asText().equals("HELLO_REPLY");
        if (reply && !object.has("listed")) object.putArray("listed");
        if (reply && !object.has("failed")) object.putArray("failed");
        boolean bid = object.path("type").asText().equals("HOTSPOT_REPLY");
        if (bid && !object.has("exchanges")) object.putObject("exchanges");
        if (object.path("type").asText().equals("HELLO") && !object.has("news")) noNews(object);
        if (object.has("hosts") && object.has("at") && !object.has("forGroup")) object.put("forGroup", false);
        boolean standing = object.has("lockedBy") && object.has("unavailable");
        if (standing && !object.has("draining")) object.put("draining", false);
        if (standing && !object.has("approved")) object.put("approved", false);
        boolean settings = object.has("strategy") && object.has("auction") && object.has("migration");
        if (settings && !object.has("drain")) object.set("drain", PLAIN.valueToTree(DrainSettings.DEFAULT));
        boolean strategy = object.has("thresholds") && object.has("variableMean");
        if (strategy && !object.has("memory"))
            object.putObject("memory").put("push", 10.0).put("pull", 0.0); // no memory is that full
        if (strategy && !object.has("spread")) object.put("spread", Spread.OFF.name());
        if (settings && !object.has("advice")) object.set("advice", advice());
        boolean host = object.has("usage") && object.has("free");
        if (host && !object.has("vitals")) object.set("vitals", PLAIN.valueToTree(Vitals.UNKNOWN));
        if (host && object.has("standing") && !object.has("allocation")) {
            object.set("allocation", PLAIN.valueToTree(Allocation.UNKNOWN));
        }
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
        if (moved && !object.has("diskGib")) object.put("diskGib", 0.0);
        if (moved && !object.has("leftAgo")) object.set("leftAgo", object.get("movedAgo"));
        boolean server = object.has("antiAffinity") && object.has("vcpus");
        if (server && !object.has("usage")) object.set("usage", PLAIN.valueToTree(ServerUsage.UNKNOWN));
        if (server && object.has("immovable") && !object.has("mode")) object.put("mode", Mode.ENFORCE.name());
        if (server && object.has("immovable") && !object.has("moved")) {
            JsonNode last = object.path("lastMoved");
            if (last.isValueNode() && !last.isNull()) object.putArray("moved").add(last);
            else object.putArray("moved");
        }
        if (server && object.has("immovable") && !object.has("soft")) object.putArray("soft");
        boolean zoned = server && object.has("immovable") || server && object.has("latest");
        if ((zoned || host && object.has("closed")) && !object.has("zone")) object.putNull("zone");
        if (server && !object.has("cpu")) object.set("cpu", PLAIN.valueToTree(Habit.UNKNOWN));
    }
}
