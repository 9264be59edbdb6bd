package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * A guest's memory in KiB, as libvirt counts it. Read at 2.47, because 2.48 and later divide too often.
 *
 * @param actual what the guest has
 * @param resident what of it the host holds
 */
public record GuestMemory(OptionalLong actual, OptionalLong resident) {

    static GuestMemory of(JsonNode json) {
        return new GuestMemory(Json.optionalNumber(json, "memory-actual"), Json.optionalNumber(json, "memory-rss"));
    }
}
