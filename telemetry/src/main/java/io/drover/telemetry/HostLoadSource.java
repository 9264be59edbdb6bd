package io.drover.telemetry;

/** Where the load of this host comes from. */
public enum HostLoadSource {
    /** The hypervisor's uptime, as Nova passes it on. */
    NOVA,
    /** A metric of the host in Gnocchi. */
    GNOCCHI,
    /** A node exporter's series in Prometheus. */
    PROMETHEUS,
    /** {@code /proc/loadavg} of this machine. */
    PROC,
    /** The sum of its servers' loads: the thesis' way with Xen. */
    SERVERS
}
