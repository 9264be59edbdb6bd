package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a host's virtualisation says of itself.
 *
 * @param id also its resource provider's in Placement
 * @param name the hypervisor's own name for the machine, and its resource provider's
 * @param host the name of its compute service
 * @param type as its driver calls it; libvirt's is QEMU with and without KVM; empty: unknown
 * @param vcpus CPUs for servers; empty from 2.88 on
 * @param memoryMib all that the machine has; likewise
 */
public record Hypervisor(
        String id,
        String name,
        String host,
        String type,
        boolean enabled,
        boolean up,
        Optional<String> disabledReason,
        OptionalLong vcpus,
        OptionalLong memoryMib) {

    static Hypervisor of(JsonNode json) {
        return new Hypervisor(
                Json.text(json, "id"),
                Json.text(json, "hypervisor_hostname"),
                Json.text(Json.present(json, "service"), "host"),
                json.path("hypervisor_type").asText(""),
                Json.text(json, "status").equals("enabled"),
                Json.text(json, "state").equals("up"),
                Json.optionalText(json.path("service"), "disabled_reason"),
                Json.optionalNumber(json, "vcpus"),
                Json.optionalNumber(json, "memory_mb"));
    }
}
