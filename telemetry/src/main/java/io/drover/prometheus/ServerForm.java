package io.drover.prometheus;

import java.util.List;
import java.util.Optional;

/** Who may tell the CPU times of servers, the best first. */
enum ServerForm {
    /** An exporter that asks libvirt at each scrape; which domain is which server, a series of its own may tell. */
    LIBVIRT("libvirt_domain_info_cpu_time_seconds_total", List.of("uuid", "instance_id", "instanceId"), 1, true),
    /** Ceilometer's exporter, and sg-core: the last poll, in ns, until the next. */
    CEILOMETER("ceilometer_cpu", List.of("resource"), 1e-9, false),
    /** Ceilometer's publisher to a Pushgateway, which keeps what it was given for ever: in ns. */
    PUSHGATEWAY("cpu", List.of("resource_id"), 1e-9, false);

    static final String PUSH_TIME = "push_time_seconds";

    /** Series of libvirt exporters that carry OpenStack's metadata, and where in it the server's id is. */
    private static final List<String> INFO =
            List.of("libvirt_domain_openstack_info", "libvirt_openstack_domain_info", "libvirt_domain_info_meta");

    private final String metric;
    private final List<String> labels;
    private final double unit;
    private final boolean live;

    ServerForm(String metric, List<String> labels, double unit, boolean live) {
        this.metric = metric;
        this.labels = labels;
        this.unit = unit;
        this.live = live;
    }

    String metric() {
        return metric;
    }

    /** Seconds in one of its counts. */
    double unit() {
        return unit;
    }

    /** Whether each sample is a new measure; else a sample only repeats the last one until its value changes. */
    boolean live() {
        return live;
    }

    /** Metrics whose series name a server. */
    List<String> naming() {
        if (this != LIBVIRT) return List.of(metric);
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(metric), INFO.stream())
                .toList();
    }

    /** Labels that may hold a server's id. */
    List<String> labels(Optional<String> set) {
        return set.map(List::of).orElse(labels);
    }

    /** The id of the server that a series is about; empty: it does not say. */
    Optional<String> server(Series series, Optional<String> set) {
        return labels(set).stream()
                .map(series::label)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
