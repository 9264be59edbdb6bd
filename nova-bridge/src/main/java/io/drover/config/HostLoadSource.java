package io.drover.config;

/** Where the load of a host comes from. */
public enum HostLoadSource {
    /** The hypervisor's uptime, as Nova passes it on. */
    NOVA,
    GNOCCHI,
    /** {@code /proc/loadavg} of this machine. */
    PROC,
    /** The sum of its servers: the thesis' way with Xen. */
    SERVERS
}
