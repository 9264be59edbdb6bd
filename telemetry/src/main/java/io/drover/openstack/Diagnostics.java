package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalLong;

/**
 * What the hypervisor says of a running server.
 *
 * @param cpuNanos CPU time of all vCPUs since its process started on this host: from 0 again after a migration
 * @param cpus vCPUs that told their time
 */
public record Diagnostics(long cpuNanos, int cpus) {

    static Diagnostics of(JsonNode json) {
        long nanos = 0;
        int cpus = 0;
        for (JsonNode cpu : json.path("cpu_details")) {
            OptionalLong time = Json.optionalNumber(cpu, "time");
            if (time.isEmpty()) continue;
            nanos += time.getAsLong();
            cpus++;
        }
        return new Diagnostics(nanos, cpus);
    }
}
