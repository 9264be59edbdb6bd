package io.drover.telemetry;

/** Where the loads of servers come from. */
public enum ServerLoadSource {
    /** {@link #LOCAL} where the agent finds the servers on its machine, else {@link #PROMETHEUS} or {@link #GNOCCHI}. */
    AUTO,
    /** The servers' cgroups on this machine, or its libvirt. */
    LOCAL,
    /** Ceilometer's {@code cpu}. */
    GNOCCHI,
    /** CPU times in Prometheus, by Ceilometer or a libvirt exporter. */
    PROMETHEUS,
    /** Nova's diagnostics: CPU times between two rounds. */
    DIAGNOSTICS
}
