package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A row of os-migrations, whoever asked for it.
 *
 * @param id ascending in one cell
 * @param uuid also the consumer of what Placement holds on the source meanwhile
 * @param destination empty while none is chosen, or when none could be
 * @param type {@code live-migration}, {@code migration}, {@code resize}, {@code evacuation}
 * @param status Nova's word
 * @param createdAt by Nova's clock, whole seconds
 * @param updatedAt likewise; {@code createdAt} while Nova says none
 */
public record Migration(
        long id,
        String uuid,
        String server,
        String source,
        Optional<String> destination,
        String type,
        String status,
        Instant createdAt,
        Instant updatedAt) {

    private static final Set<String> ENDED =
            Set.of("completed", "failed", "error", "cancelled", "done", "confirmed", "reverted");

    static Migration of(JsonNode json) {
        Instant created = Json.instant(json, "created_at");
        return new Migration(
                Json.number(json, "id"),
                Json.text(json, "uuid"),
                Json.text(json, "instance_uuid"),
                Json.optionalText(json, "source_compute").orElse(""),
                Json.optionalText(json, "dest_compute"),
                Json.text(json, "migration_type"),
                Json.text(json, "status"),
                created,
                Json.optionalInstant(json, "updated_at").orElse(created));
    }

    public boolean live() {
        return type.equals("live-migration");
    }

    public boolean ended() {
        return ENDED.contains(status);
    }

    /** Whether anything moves: a resize that waits for its confirmation is done with that. */
    public boolean underWay() {
        return !ended() && !status.equals("finished");
    }

    public boolean completed() {
        return status.equals("completed");
    }
}
