package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A named set of hosts. */
public record HostAggregate(String name, List<String> hosts) {

    static HostAggregate of(JsonNode json) {
        return new HostAggregate(Json.text(json, "name"), Json.texts(json.path("hosts")));
    }
}
