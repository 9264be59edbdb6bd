package io.drover.engine;

import io.drover.model.ServerInfo;
import java.util.List;

/**
 * What the servers that may leave used when this host last looked for a partner. A host may see itself hot a minute
 * before Ceilometer tells which of its servers are: until then no move seems worth its price.
 */
final class OfferedLoads {

    /** Of the host's CPUs, as with its own load. */
    private static final double NEWS = 0.05;

    private double then;

    /** This host has just looked for a partner. */
    void looked(List<ServerInfo> offered) {
        then = sum(offered);
    }

    /** Whether others may leave now, or they use more or less, so that what was in vain may not be. */
    boolean news(List<ServerInfo> offered, int cpus) {
        return Math.abs(sum(offered) - then) >= NEWS * cpus;
    }

    private static double sum(List<ServerInfo> offered) {
        return offered.stream().mapToDouble(ServerInfo::load).sum();
    }
}
