package io.drover.cloud;

import io.drover.openstack.CloudUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** With what the agents of a stage are configured: fast enough for a test, and nothing that an operator could not choose. */
final class AgentOptions {

    private static final String TRANSPORT_URL = Optional.ofNullable(System.getenv("DROVER_TRANSPORT_URL"))
            .orElse("rabbit://minicloud:minicloud@127.0.0.1:5672/");

    private AgentOptions() {}

    /** As a package installs it, with nothing tuned. */
    static SortedMap<String, String> installed(Map<String, String> options) {
        SortedMap<String, String> all = new TreeMap<>(Map.of(
                "DEFAULT.transport_url",
                TRANSPORT_URL,
                "DEFAULT.mode",
                "enforce",
                "openstack.cloud",
                CloudUnderTest.name()));
        sources(all);
        all.putAll(options);
        return all;
    }

    /** {@code -Ddrover.sources=nova,gnocchi}: where loads of hosts and servers come from; unset: as agents find them. */
    private static void sources(Map<String, String> options) {
        String[] wanted = System.getProperty("drover.sources", "").split(",");
        if (wanted.length < 2) return;
        options.put("telemetry.host_load_source", wanted[0]);
        options.put("telemetry.server_load_source", wanted[1]);
    }

    /** Where an imagined host's kernel shows itself, as a container sees its host's; none where it does not. */
    static Map<String, String> local(String host) {
        Path root = Path.of(
                        Optional.ofNullable(System.getenv("MINICLOUD_STATE")).orElse("/var/lib/minicloud"))
                .resolve("local")
                .resolve(host);
        if (!Files.isDirectory(root.resolve("proc"))) return Map.of();
        return Map.of(
                "telemetry.proc_path", root.resolve("proc").toString(),
                "telemetry.cgroup_path", root.resolve("cgroup").toString());
    }

    /**
     * @param options as {@code section.option}; they win
     */
    static SortedMap<String, String> with(Map<String, String> options) {
        SortedMap<String, String> all = new TreeMap<>(Map.ofEntries(
                Map.entry("DEFAULT.transport_url", TRANSPORT_URL),
                Map.entry("openstack.cloud", CloudUnderTest.name()),
                Map.entry("telemetry.interval", "5"),
                Map.entry("telemetry.inventory_interval", "10"),
                Map.entry("auction.reply_timeout", "5"),
                Map.entry("auction.source_settle", "5"),
                Map.entry("auction.destination_settle", "5"),
                Map.entry("auction.quiet", "20"),
                Map.entry("auction.backoff_limit", "10"),
                Map.entry("migration.max_outbound", "2"),
                Map.entry("migration.max_inbound", "2")));
        all.putAll(options);
        return all;
    }
}
