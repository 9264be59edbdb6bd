package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.model.Resources;
import java.util.SortedMap;
import java.util.TreeMap;

/** The size of a server. */
public record Flavor(String name, int vcpus, long memoryMib, long diskGib, SortedMap<String, String> extraSpecs) {

    private static final int MOST_VCPUS = 1 << 16;

    /** Listed by Nova, or as a server carries it. */
    static Flavor of(JsonNode json) {
        String name = Json.optionalText(json, "original_name").orElseGet(() -> Json.text(json, "name"));
        return new Flavor(
                name,
                vcpus(json),
                Json.number(json, "ram"),
                Json.number(json, "disk"),
                Json.textMap(json.path("extra_specs")));
    }

    private static int vcpus(JsonNode json) {
        long vcpus = Json.number(json, "vcpus");
        if (vcpus < 1 || vcpus > MOST_VCPUS) throw new Json.Missing("a server of " + vcpus + " vCPUs");
        return (int) vcpus;
    }

    /** What Placement allocates for a server of it, as long as no device or override is asked for. */
    public Resources resources() {
        SortedMap<String, Long> amounts = new TreeMap<>();
        amounts.put(pinned() ? "PCPU" : "VCPU", (long) vcpus);
        amounts.put("MEMORY_MB", memoryMib);
        amounts.put("DISK_GB", diskGib);
        return new Resources(amounts);
    }

    /** Whether its vCPUs have CPUs of their own, which Placement calls PCPU. */
    public boolean pinned() {
        return "dedicated".equals(extraSpecs.get("hw:cpu_policy")) || extraSpecs.containsKey("resources:PCPU");
    }
}
