package io.drover.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What the hypervisor says of a running server.
 *
 * @param cpuNanos CPU time of all vCPUs since its process started on this host: from 0 again after a migration
 * @param cpus vCPUs, all of which told their time
 */
public record Diagnostics(long cpuNanos, int cpus) {

    /** A century of one vCPU. */
    private static final long LONGEST_NANOS = 3_155_760_000_000_000_000L;

    static Diagnostics of(JsonNode json) {
        long nanos = 0;
        int cpus = 0;
        Set<String> seen = new HashSet<>();
        for (JsonNode cpu : Json.list(Json.present(json, "cpu_details"), one -> one)) {
            if (cpu.has("id") && !seen.add(cpu.path("id").toString())) continue;
            long time = Json.number(cpu, "time");
            if (time < 0 || time > LONGEST_NANOS) throw new Json.Missing("a vCPU that ran for " + time + " ns");
            nanos += time;
            cpus++;
        }
        if (cpus == 0) throw new Json.Missing("the hypervisor tells no vCPU's time");
        OptionalLong said = Json.optionalNumber(json, "num_cpus");
        if (said.isPresent() && said.getAsLong() != cpus) {
            throw new Json.Missing("of " + said.getAsLong() + " vCPUs " + cpus + " tell their time");
        }
        return new Diagnostics(nanos, cpus);
    }
}
