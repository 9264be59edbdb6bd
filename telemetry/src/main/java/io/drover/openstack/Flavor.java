package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.SortedMap;

/** The size of a server. */
public record Flavor(String name, int vcpus, long memoryMib, long diskGib, SortedMap<String, String> extraSpecs) {

    /** Listed by Nova, or as a server carries it. */
    static Flavor of(JsonNode json) {
        String name = Json.optionalText(json, "original_name").orElseGet(() -> Json.text(json, "name"));
        return new Flavor(
                name,
                Math.toIntExact(Json.number(json, "vcpus")),
                Json.number(json, "ram"),
                Json.number(json, "disk"),
                Json.textMap(json.path("extra_specs")));
    }
}
