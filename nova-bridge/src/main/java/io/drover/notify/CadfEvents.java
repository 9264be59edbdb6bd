package io.drover.notify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.auction.Note;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What an agent does to servers as CADF says it, in oslo.messaging's envelope of notifications, version 2.0. */
final class CadfEvents {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter OSLO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CADF =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'+0000'").withZone(ZoneOffset.UTC);
    private static final String EVENT = "http://schemas.dmtf.org/cloud/audit/1.0/event";

    private final String host;

    CadfEvents(String host) {
        this.host = host;
    }

    /**
     * @param priority oslo.messaging's: the last part of the routing key
     */
    record Notification(String priority, String body) {}

    /** A migration begins, or has ended; empty: nothing that is audited. */
    Optional<Notification> of(Note note, Instant at) {
        if (note instanceof Note.Migrating begun) {
            return Optional.of(event(begun, begun.server(), begun.destination(), "pending", at));
        }
        if (note instanceof Note.Concluded over) {
            return Optional.of(
                    event(over, over.server(), over.destination(), over.moved() ? "success" : "failure", at));
        }
        return Optional.empty();
    }

    private Notification event(Note note, String server, String destination, String outcome, Instant at) {
        ObjectNode event = JSON.createObjectNode();
        event.put("typeURI", EVENT).put("eventType", "activity");
        event.put("id", UUID.randomUUID().toString()).put("eventTime", CADF.format(at));
        event.put("action", "update/migrate").put("outcome", outcome);
        service(event.putObject("initiator"));
        service(event.putObject("observer"));
        event.putObject("target").put("id", server).put("typeURI", "compute/server");
        event.putObject("reason").put("reasonType", "drover").put("reasonCode", note.text());
        event.putArray("tags").add("auction:" + note.auction()).add("destination:" + destination);
        boolean failed = outcome.equals("failure");
        String type = "drover.live_migration." + (outcome.equals("pending") ? "start" : failed ? "error" : "end");
        return enveloped(type, failed ? "error" : "info", event, at);
    }

    private void service(ObjectNode resource) {
        resource.put("id", "drover@" + host).put("typeURI", "service/compute").put("name", "drover");
    }

    private Notification enveloped(String type, String priority, ObjectNode payload, Instant at) {
        ObjectNode message = JSON.createObjectNode();
        message.put("message_id", UUID.randomUUID().toString()).put("publisher_id", "drover." + host);
        message.put("event_type", type).put("priority", priority.toUpperCase(Locale.ROOT));
        message.put("timestamp", OSLO.format(at)).set("payload", payload);
        ObjectNode envelope = JSON.createObjectNode();
        envelope.put("oslo.version", "2.0").put("oslo.message", message.toString());
        return new Notification(priority, envelope.toString());
    }
}
