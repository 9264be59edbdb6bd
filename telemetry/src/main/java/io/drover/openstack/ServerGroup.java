package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * Servers that are to stay together or apart.
 *
 * @param policy {@code affinity}, {@code anti-affinity}, {@code soft-affinity}, {@code soft-anti-affinity}
 * @param maxServersPerHost of {@code anti-affinity}; 1 by default
 * @param members ids
 */
public record ServerGroup(String id, String name, String policy, int maxServersPerHost, List<String> members) {

    static ServerGroup of(JsonNode json) {
        return new ServerGroup(
                Json.text(json, "id"),
                Json.text(json, "name"),
                Json.text(json, "policy"),
                json.path("rules").path("max_server_per_host").asInt(1),
                Json.texts(json.path("members")));
    }
}
