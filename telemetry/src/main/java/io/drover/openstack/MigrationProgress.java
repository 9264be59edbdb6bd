package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A live migration in progress, in bytes. The numbers are empty at first, then 0, then move every 5 s;
 * {@code processed} grows past {@code total} when pages are sent again, and {@code remaining} may rise.
 *
 * @param destination empty while none is chosen
 * @param status Nova's word: {@code queued}, {@code preparing}, {@code running}, …
 */
public record MigrationProgress(
        long id,
        String server,
        String source,
        Optional<String> destination,
        String status,
        OptionalLong memoryTotal,
        OptionalLong memoryProcessed,
        OptionalLong memoryRemaining,
        OptionalLong diskTotal,
        OptionalLong diskProcessed,
        OptionalLong diskRemaining,
        Instant createdAt,
        Optional<Instant> updatedAt) {

    static MigrationProgress of(JsonNode json) {
        return new MigrationProgress(
                Json.number(json, "id"),
                Json.text(json, "server_uuid"),
                Json.text(json, "source_compute"),
                Json.optionalText(json, "dest_compute"),
                Json.text(json, "status"),
                Json.optionalNumber(json, "memory_total_bytes"),
                Json.optionalNumber(json, "memory_processed_bytes"),
                Json.optionalNumber(json, "memory_remaining_bytes"),
                Json.optionalNumber(json, "disk_total_bytes"),
                Json.optionalNumber(json, "disk_processed_bytes"),
                Json.optionalNumber(json, "disk_remaining_bytes"),
                Json.instant(json, "created_at"),
                Json.optionalInstant(json, "updated_at"));
    }
}
