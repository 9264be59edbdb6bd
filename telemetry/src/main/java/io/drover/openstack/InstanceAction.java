package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What one request did to a server.
 *
 * @param action Nova's word, such as {@code live-migration}
 * @param message {@code Error} when it failed; empty: it did not, or not yet
 * @param events its steps, newest first; none in a list of actions
 */
public record InstanceAction(
        String requestId, String action, Instant startedAt, Optional<String> message, List<Event> events) {

    /**
     * @param name Nova's word, such as {@code conductor_live_migrate_instance}
     * @param result {@code Success}, {@code Error}; empty: not finished
     * @param details why it failed, from 2.84 on
     */
    public record Event(String name, Optional<String> result, Optional<String> details) {

        public boolean failed() {
            return result.filter("Error"::equals).isPresent();
        }
    }

    static InstanceAction of(JsonNode json) {
        return new InstanceAction(
                Json.text(json, "request_id"),
                Json.text(json, "action"),
                Json.instant(json, "start_time"),
                Json.optionalText(json, "message"),
                Json.list(
                        json.path("events"),
                        event -> new Event(
                                Json.text(event, "event"),
                                Json.optionalText(event, "result"),
                                Json.optionalText(event, "details").map(String::strip))));
    }
}
