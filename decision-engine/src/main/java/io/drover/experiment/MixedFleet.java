package io.drover.experiment;

import io.drover.simulation.Demand;
import io.drover.simulation.HostSpec;
import io.drover.simulation.Scenario;
import io.drover.simulation.ServerSpec;
import java.util.ArrayList;
import java.util.List;

/** The thesis' first testbed (section 4.1): hosts of 4, 4 and 1 CPUs with 4096, 2048 and 768 MB, and 8 servers. */
final class MixedFleet {

    static final int SERVERS = 8;

    private static final int[] CPUS = {4, 4, 1};
    private static final long[] MEMORY_MIB = {4096, 2048, 768};
    private static final long DISK_GIB = 1000;
    /** Of three hosts of 2 CPUs, for which the loads were drawn, to these. */
    private static final double LARGER = 9.0 / 6;

    private static final double MOST_PER_VCPU = 0.95;

    private MixedFleet() {}

    /** The same servers on these hosts; who finds no memory on the smallest host starts on the second. */
    static Scenario of(Scenario drawn) {
        List<HostSpec> hosts = new ArrayList<>();
        for (int i = 0; i < CPUS.length; i++) {
            hosts.add(HostSpec.of(drawn.hosts().get(i).name(), CPUS[i], MEMORY_MIB[i], DISK_GIB));
        }
        String smallest = hosts.get(2).name();
        long free = MEMORY_MIB[2];
        List<ServerSpec> servers = new ArrayList<>();
        for (ServerSpec server : drawn.servers()) {
            boolean small = server.host().equals(smallest);
            if (small && free < server.memoryMib()) {
                servers.add(moved(server, hosts.get(1).name()));
            } else {
                if (small) free -= server.memoryMib();
                servers.add(moved(server, server.host()));
            }
        }
        return new Scenario(
                hosts,
                servers,
                drawn.settings(),
                drawn.conditions(),
                drawn.faults(),
                drawn.incidents(),
                drawn.duration(),
                drawn.seed(),
                drawn.command());
    }

    private static ServerSpec moved(ServerSpec server, String host) {
        double cpus = Math.min(MOST_PER_VCPU, LARGER * server.demand().at(0));
        return ServerSpec.of(server.id(), host, server.vcpus(), server.memoryMib(), Demand.constant(cpus))
                .dirtying(server.dirtyRate());
    }
}
