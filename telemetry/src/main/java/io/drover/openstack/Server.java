package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * A server as an administrator sees it.
 *
 * @param id UUID
 * @param project its id
 * @param status Nova's word: {@code ACTIVE}, {@code MIGRATING}, {@code SHUTOFF}, …
 * @param taskState what Nova is doing to it; empty: nothing
 * @param host its compute host; empty: none yet or any more
 * @param groups ids of its server groups; only when it was asked for by itself
 * @param instanceName its domain's name in libvirt; empty: not shown
 * @param imageProperties from 2.98 on, else empty
 * @param pinnedZone the availability zone that Nova never lets it leave; from 2.96 on, else empty
 */
public record Server(
        String id,
        String name,
        String project,
        String status,
        Optional<String> taskState,
        Optional<String> host,
        Optional<String> instanceName,
        boolean locked,
        Flavor flavor,
        SortedMap<String, String> metadata,
        List<String> tags,
        List<String> groups,
        SortedMap<String, String> imageProperties,
        Optional<String> pinnedZone) {

    private static final Pattern STATUS = Pattern.compile("[A-Z_]{2,30}");

    static Server of(JsonNode json) {
        return new Server(
                Json.text(json, "id"),
                Json.optionalText(json, "name").orElse(""),
                Json.text(json, "tenant_id"),
                status(json),
                Json.optionalText(json, "OS-EXT-STS:task_state"),
                Json.optionalText(json, "OS-EXT-SRV-ATTR:host"),
                Json.optionalText(json, "OS-EXT-SRV-ATTR:instance_name"),
                json.path("locked").asBoolean(),
                Flavor.of(Json.present(json, "flavor")),
                Json.textMap(json.path("metadata")),
                Json.texts(json.path("tags")),
                Json.texts(json.path("server_groups")),
                Json.textMap(json.path("image").path("properties")),
                Json.optionalText(json, "pinned_availability_zone"));
    }

    private static String status(JsonNode json) {
        String status = Json.text(json, "status");
        if (!STATUS.matcher(status).matches()) throw new Json.Missing("the field \"status\" is not a word of Nova's");
        return status;
    }

    public boolean active() {
        return status.equals("ACTIVE");
    }
}
