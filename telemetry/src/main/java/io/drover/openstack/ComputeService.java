package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A host's nova-compute.
 *
 * @param id empty: of an unreachable cell
 * @param host the name that Nova and Drover know the host by
 * @param zone its availability zone
 * @param disabledReason as the operator wrote it
 * @param updatedAt its last report to Nova
 */
public record ComputeService(
        String id,
        String host,
        String zone,
        boolean enabled,
        boolean up,
        boolean forcedDown,
        Optional<String> disabledReason,
        Optional<Instant> updatedAt) {

    static ComputeService of(JsonNode json) {
        if (Partial.is(json)) return unreachable(Json.text(json, "host"));
        return new ComputeService(
                Json.text(json, "id"),
                Json.text(json, "host"),
                Json.optionalText(json, "zone").orElse(""),
                Json.text(json, "status").equals("enabled"),
                Json.text(json, "state").equals("up"),
                json.path("forced_down").asBoolean(),
                Json.optionalText(json, "disabled_reason"),
                Json.optionalInstant(json, "updated_at"));
    }

    /** Of a cell that Nova cannot reach, it tells the name only. */
    private static ComputeService unreachable(String host) {
        boolean enabled = true;
        boolean up = false;
        return new ComputeService("", host, "", enabled, up, false, Optional.empty(), Optional.empty());
    }

    /** Whether its cell is out of Nova's reach, so that nothing but its name is known. */
    public boolean unreachable() {
        return id.isEmpty();
    }

    /** Whether Nova would place servers there. */
    public boolean open() {
        return enabled && up && !forcedDown;
    }
}
