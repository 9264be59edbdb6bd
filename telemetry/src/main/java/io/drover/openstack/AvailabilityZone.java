package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A zone and the hosts in it. */
public record AvailabilityZone(String name, boolean available, List<String> hosts) {

    static AvailabilityZone of(JsonNode json) {
        List<String> hosts = new ArrayList<>();
        json.path("hosts").fieldNames().forEachRemaining(hosts::add);
        return new AvailabilityZone(
                Json.text(json, "zoneName"),
                json.path("zoneState").path("available").asBoolean(),
                List.copyOf(hosts));
    }
}
