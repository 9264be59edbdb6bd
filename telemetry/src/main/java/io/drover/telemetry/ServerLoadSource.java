package io.drover.telemetry;

/** Where the loads of servers come from. */
public enum ServerLoadSource {
    /** Ceilometer's {@code cpu}. */
    GNOCCHI,
    /** CPU times in Prometheus, by Ceilometer or a libvirt exporter. */
    PROMETHEUS,
    /** Nova's diagnostics: CPU times between two rounds. */
    DIAGNOSTICS
}
