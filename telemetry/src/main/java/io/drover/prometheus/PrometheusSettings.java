package io.drover.prometheus;

import java.time.Duration;
import java.util.Optional;

/**
 * What is asked of a Prometheus.
 *
 * @param hostLabel whose value names a host as Nova does; empty: found out
 * @param serverLabel whose value is a server's id; empty: the exporter's
 * @param window how far back two samples of a counter may lie
 * @param hostQuery PromQL of the host's load, in tasks, in place of the known ones
 * @param serverQuery PromQL of the servers' loads, in CPUs, in place of the known ones
 */
public record PrometheusSettings(
        PrometheusAccess access,
        Optional<String> hostLabel,
        Optional<String> serverLabel,
        Duration window,
        Optional<String> hostQuery,
        Optional<String> serverQuery) {

    /** The label of {@code serverQuery}'s answer when none is set: Ceilometer's. */
    public static final String SERVER_LABEL = "resource";
}
