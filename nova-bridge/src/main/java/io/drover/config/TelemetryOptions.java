package io.drover.config;

import static io.drover.config.Kind.COUNT;
import static io.drover.config.Kind.FRACTION;
import static io.drover.config.Kind.PATH;
import static io.drover.config.Kind.SOME_TIME;
import static io.drover.config.Kind.TEXT;

import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.ServerLoadSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The section {@code [telemetry]} of {@link Options}. */
public final class TelemetryOptions {

    static final String SECTION = "telemetry";

    public static final Option<Duration> INTERVAL =
            Option.of(SECTION, "interval", SOME_TIME, "10").help("Time between two samples of this host.");
    public static final Option<Duration> INVENTORY_INTERVAL = Option.of(
                    SECTION, "inventory_interval", Kind.duration(Duration.ofSeconds(10), Duration.ofSeconds(600)))
            .help("Time between two looks at what Nova and Placement hold of this host: its servers, what they have"
                    + " allocated, its migrations, and the state of its service. They are asked at once when the"
                    + " host calls as hot, awards a server or is awarded one, and when one has migrated. Unset: 60,"
                    + " and 180 where the loads of the host and its servers are local, for then this machine shows"
                    + " who comes and goes.");
    public static final Option<HostLoadSource> HOST_LOAD_SOURCE = Option.of(
                    SECTION, "host_load_source", Kind.choice(HostLoadSource.class), "auto")
            .help("Where the host's load comes from: this machine's scheduler (local), the hypervisor's uptime "
                    + "in Nova (nova), Gnocchi (gnocchi), Prometheus (prometheus), /proc/loadavg (proc), or the "
                    + "sum of its servers (servers). auto: local on the hypervisor itself, else prometheus "
                    + "where it is configured, else nova.");
    public static final Option<ServerLoadSource> SERVER_LOAD_SOURCE = Option.of(
                    SECTION, "server_load_source", Kind.choice(ServerLoadSource.class), "auto")
            .help("Where the servers' loads come from: their cgroups on this machine, else its libvirt "
                    + "(local), Gnocchi's cpu metric (gnocchi), Prometheus (prometheus), or Nova's diagnostics "
                    + "(diagnostics). auto: local where they are found, else prometheus, else gnocchi.");
    public static final Option<Path> PROC_PATH = Option.of(SECTION, "proc_path", PATH, "/proc")
            .help("This machine's /proc; in a container, where it sees its host's.");
    public static final Option<Path> CGROUP_PATH = Option.of(SECTION, "cgroup_path", PATH, "/sys/fs/cgroup")
            .help("This machine's control groups, version 2; likewise.");
    public static final Option<Integer> LOAD_MINUTES = Option.byProfile(
                    SECTION, "load_minutes", Kind.oneOf(List.of("0", "1", "5", "15"), Integer::valueOf))
            .in("minutes")
            .alias("loadLevel")
            .help("The load average of the kernel that is used. 0: the load of the last interval, as the "
                    + "scheduler counted it or recovered from the 1-minute average.");
    public static final Option<Double> EWMA_LAMBDA = Option.byProfile(SECTION, "ewma_lambda", FRACTION)
            .alias("EWMALambda")
            .help("Weight of the newest sample in the smoothed load. 0: by the samples' own scatter, so that a step "
                    + "is believed at its second sample and noise is averaged.");
    public static final Option<Duration> MAX_AGE = Option.byProfile(SECTION, "max_age", SOME_TIME)
            .help("The oldest host load with which the host may open or join an auction.");
    public static final Option<Duration> SERVER_MAX_AGE = Option.of(SECTION, "server_max_age", SOME_TIME, "900")
            .help("The oldest server load that counts. Ceilometer polls every 300 s.");
    public static final Option<Duration> GRANULARITY =
            Option.of(SECTION, "granularity", SOME_TIME, "300").help("Length of Gnocchi's aggregates to read.");
    public static final Option<String> HOST_LOAD_METRIC = Option.of(SECTION, "host_load_metric", TEXT)
            .help("Gnocchi's metric of a host's load. Unset: compute.node.cpu.percent, or "
                    + "hardware.cpu.load.Nmin with load_minutes N.");
    public static final Option<String> DIRTY_RATE_METRIC = Option.of(SECTION, "dirty_rate_metric", TEXT)
            .help("Gnocchi's metric of a server's dirty rate in MB/s. Unset: the rate is learned.");
    public static final Option<String> LIBVIRT_URI = Option.of(SECTION, "libvirt_uri", TEXT)
            .help("URI of this host's libvirt, such as qemu:///system. virsh asks it for loads of servers without a "
                    + "cgroup and, where this is set, for their dirty rates, so the agent's user has to be in "
                    + "libvirt's group.");
    public static final Option<Integer> CPUS =
            Option.of(SECTION, "cpus", COUNT, "0").help("Physical CPUs of this host. 0: as Nova and Placement say.");

    private TelemetryOptions() {}

    static List<Option<?>> all() {
        return List.of(
                INTERVAL,
                INVENTORY_INTERVAL,
                HOST_LOAD_SOURCE,
                SERVER_LOAD_SOURCE,
                PROC_PATH,
                CGROUP_PATH,
                LOAD_MINUTES,
                EWMA_LAMBDA,
                MAX_AGE,
                SERVER_MAX_AGE,
                GRANULARITY,
                HOST_LOAD_METRIC,
                DIRTY_RATE_METRIC,
                LIBVIRT_URI,
                CPUS);
    }
}
