package io.drover.prometheus;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How Prometheus labels one host.
 *
 * @param matcher of the series of its node exporter
 * @param label the one that {@code matcher} is about
 * @param names what a label of its series may call it, in lower case, without a port
 */
record HostLabels(String matcher, String label, SortedSet<String> names) {

    /** Labels by which exporters and their targets name a machine. */
    static final List<String> LABELS = List.of(
            "nodename",
            "fqdn",
            "hostname",
            "host_name",
            "host",
            "node",
            "name",
            "hypervisor",
            "vm_instance",
            "exported_instance",
            "instance");

    HostLabels {
        names = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** Whether one of these labels names this host. */
    boolean has(Map<String, String> labels) {
        return LABELS.stream().anyMatch(each -> names.contains(bare(labels.getOrDefault(each, ""))))
                || names.contains(bare(labels.getOrDefault(label, "")));
    }

    /** An address without its port, in lower case. */
    static String bare(String value) {
        return value.toLowerCase(Locale.ROOT).replaceFirst("^([^:]*|\\[.*]):\\d+$", "$1");
    }
}
