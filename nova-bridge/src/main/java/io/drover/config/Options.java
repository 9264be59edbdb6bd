package io.drover.config;

import static io.drover.config.Kind.BOOLEAN;
import static io.drover.config.Kind.LIST;
import static io.drover.config.Kind.PATH;
import static io.drover.config.Kind.TEXT;

import io.drover.model.AuctionScope;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Settings.Goal;
import io.drover.model.Settings.StrategyName;
import io.drover.telemetry.HostLoadSource;
import io.drover.telemetry.ServerLoadSource;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every option there is, with {@link CloudOptions} and the like: parser, sample file, reference and records all come from here. */
public final class Options {

    private static final List<Option<?>> ALL = new ArrayList<>();
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();
    private static final Kind<Double> FRACTION = Kind.decimal(0, 1);
    private static final Kind<Double> AMOUNT = Kind.decimal(0, 1e9);
    private static final Kind<Double> COEFFICIENT = Kind.decimal(-1e6, 1e6);
    private static final Kind<Integer> COUNT = Kind.integer(0, Integer.MAX_VALUE);
    private static final Kind<Duration> ANY_TIME = Kind.duration(Duration.ZERO);
    private static final Kind<Duration> SOME_TIME = Kind.duration(Duration.ofSeconds(1));

    // Sections stand in this order in the sample.
    private static final String DEFAULT = section("DEFAULT", "What this agent is and how it decides.");

    static {
        section(MessagingOptions.SECTION, "TLS to the brokers, in oslo.messaging's names.");
        section(
                CloudOptions.SECTION,
                "Access to OpenStack, in keystoneauth's names. Options here win over those of the cloud.");
    }

    private static final String TELEMETRY = section("telemetry", "Where loads come from.");

    static {
        section(
                PrometheusOptions.SECTION,
                "A Prometheus, for the sources of that name. It is used where url or catalog is set.");
    }

    private static final String THRESHOLDS =
            section("thresholds", "When a host is hot or cold, in normalised load: 1 is every CPU busy.");
    private static final String AUCTION = section("auction", "Waiting times of the negotiation.");
    private static final String MIGRATION = section("migration", "What a live migration costs and how many may run.");
    private static final String DRAIN = section("drain", "How a host is emptied, by drover drain.");
    private static final String EXCLUDE = section("exclude", "Servers that are never moved.");
    private static final String WINDOWS = section("windows", "When migrations may start.");
    private static final String MEASURE = section("measure", "The measurement point.");

    static {
        section(NotifyOptions.SECTION, "Who is told what happens, as it happens.");
    }

    public static final Option<String> HOST = add(Option.of(DEFAULT, "host", TEXT)
            .help("The host as Nova's os-services names it. Unset: this machine's name."));
    public static final Option<String> TRANSPORT_URL = add(Option.of(DEFAULT, "transport_url", Kind.TRANSPORT_URL)
            .asSecret()
            .help("The message broker, as oslo.messaging writes it: "
                    + "rabbit://user:password@host:5672,host2:5672/vhost. Required."));
    public static final Option<StrategyName> STRATEGY =
            add(Option.byProfile(DEFAULT, "strategy", Kind.choice(StrategyName.class))
                    .alias("pushOrPull", Map.of("0", "push", "1", "pull"))
                    .help("Which hosts open auctions: hot ones (push), cold ones (pull), both (hybrid), or "
                            + "whichever suits the load of the system (auto)."));
    public static final Option<Goal> GOAL = add(Option.byProfile(DEFAULT, "goal", Kind.choice(Goal.class))
            .help("What strategy auto prefers: few attempts (conservative) or fast relief (aggressive)."));
    public static final Option<Mode> MODE = add(Option.byProfile(DEFAULT, "mode", Kind.choice(Mode.class))
            .help("How far the agent goes: take no part and read nothing (off), answer with nothing "
                    + "(observe), decide and only say so (advise), or migrate (enforce)."));
    public static final Option<Profile> PROFILE =
            add(Option.of(DEFAULT, "profile", Kind.choice(Profile.class), Profile.DEFAULT.option())
                    .help("A set of defaults: Drover's own (default), those of the algorithms as published "
                            + "(thesis), or these with the thresholds of their testbed (thesis-testbed). An option "
                            + "that is set wins over the profile."));
    public static final Option<AuctionScope> AUCTION_SCOPE = add(Option.byProfile(DEFAULT, "auction_scope", Kind.SCOPE)
            .help("The hosts that an auction invites: every live peer (all), those of the own group "
                    + "(group), or k of them at random (sample:k)."));
    public static final Option<String> GROUP = add(
            Option.of(DEFAULT, "group", TEXT).help("The auction group of this host. Unset: its availability zone."));
    public static final Option<Path> STATE_PATH = add(Option.of(DEFAULT, "state_path", PATH, "/var/lib/drover")
            .help("Directory of the journal and of what must outlive a restart."));
    public static final Option<Path> FLEET_KEY_FILE = add(Option.of(DEFAULT, "fleet_key_file", PATH)
            .help("File with the key that all agents share. Agents sign their messages with it, and "
                    + "read it again when it changes. Unset: messages are not signed."));
    public static final Option<String> AMQP_USER_PATTERN =
            add(Option.of(DEFAULT, "amqp_user_pattern", Kind.USER_PATTERN)
                    .help("How the broker's users are named after hosts, such as drover-{host}. A message is "
                            + "dropped when its user is not that of its source. Unset: the user is not checked."));
    public static final Option<InetSocketAddress> METRICS_LISTEN =
            add(Option.of(DEFAULT, "metrics_listen", Kind.ADDRESS)
                    .help("Address of the agent's Prometheus metrics, for example 127.0.0.1:9466. An address "
                            + "that is not loopback needs metrics_token_file. Unset: there are no metrics."));
    public static final Option<Path> METRICS_TOKEN_FILE = add(Option.of(DEFAULT, "metrics_token_file", PATH)
            .help("File whose first line is the token of the agent's metrics, at least 16 characters. "
                    + "Prometheus sends it as a bearer token."));
    public static final Option<Boolean> DEBUG =
            add(Option.of(DEFAULT, "debug", BOOLEAN, "false").help("Log at level DEBUG."));

    static {
        ALL.addAll(LogOptions.all());
        ALL.addAll(MessagingOptions.all());
        ALL.addAll(CloudOptions.all());
    }

    public static final Option<Duration> INTERVAL =
            add(Option.of(TELEMETRY, "interval", SOME_TIME, "10").help("Time between two samples of this host."));
    public static final Option<HostLoadSource> HOST_LOAD_SOURCE =
            add(Option.of(TELEMETRY, "host_load_source", Kind.choice(HostLoadSource.class), "auto")
                    .help("Where the host's load comes from: this machine's scheduler (local), the hypervisor's uptime "
                            + "in Nova (nova), Gnocchi (gnocchi), Prometheus (prometheus), /proc/loadavg (proc), or the "
                            + "sum of its servers (servers). auto: local on the hypervisor itself, else prometheus "
                            + "where it is configured, else nova."));
    public static final Option<ServerLoadSource> SERVER_LOAD_SOURCE =
            add(Option.of(TELEMETRY, "server_load_source", Kind.choice(ServerLoadSource.class), "auto")
                    .help("Where the servers' loads come from: their cgroups on this machine, else its libvirt "
                            + "(local), Gnocchi's cpu metric (gnocchi), Prometheus (prometheus), or Nova's diagnostics "
                            + "(diagnostics). auto: local where they are found, else prometheus, else gnocchi."));
    public static final Option<Path> PROC_PATH = add(Option.of(TELEMETRY, "proc_path", PATH, "/proc")
            .help("This machine's /proc; in a container, where it sees its host's."));
    public static final Option<Path> CGROUP_PATH = add(Option.of(TELEMETRY, "cgroup_path", PATH, "/sys/fs/cgroup")
            .help("This machine's control groups, version 2; likewise."));
    public static final Option<Integer> LOAD_MINUTES =
            add(Option.byProfile(TELEMETRY, "load_minutes", Kind.oneOf(List.of("0", "1", "5", "15"), Integer::valueOf))
                    .in("minutes")
                    .alias("loadLevel")
                    .help("The load average of the kernel that is used. 0: the load of the last interval, as the "
                            + "scheduler counted it or recovered from the 1-minute average."));
    public static final Option<Double> EWMA_LAMBDA = add(Option.byProfile(TELEMETRY, "ewma_lambda", FRACTION)
            .alias("EWMALambda")
            .help("Weight of the newest sample in the smoothed load. 0: by the samples' own scatter, so that a step "
                    + "is believed at its second sample and noise is averaged."));
    public static final Option<Duration> MAX_AGE = add(Option.byProfile(TELEMETRY, "max_age", SOME_TIME)
            .help("The oldest host load with which the host may open or join an auction."));
    public static final Option<Duration> SERVER_MAX_AGE = add(Option.of(TELEMETRY, "server_max_age", SOME_TIME, "900")
            .help("The oldest server load that counts. Ceilometer polls every 300 s."));
    public static final Option<Duration> GRANULARITY =
            add(Option.of(TELEMETRY, "granularity", SOME_TIME, "300").help("Length of Gnocchi's aggregates to read."));
    public static final Option<String> HOST_LOAD_METRIC = add(Option.of(TELEMETRY, "host_load_metric", TEXT)
            .help("Gnocchi's metric of a host's load. Unset: compute.node.cpu.percent, or "
                    + "hardware.cpu.load.Nmin with load_minutes N."));
    public static final Option<String> DIRTY_RATE_METRIC = add(Option.of(TELEMETRY, "dirty_rate_metric", TEXT)
            .help("Gnocchi's metric of a server's dirty rate in MB/s. Unset: the rate is learned."));
    public static final Option<String> LIBVIRT_URI = add(Option.of(TELEMETRY, "libvirt_uri", TEXT)
            .help("URI of this host's libvirt, such as qemu:///system. virsh asks it for loads of servers without a "
                    + "cgroup and, where this is set, for their dirty rates, so the agent's user has to be in "
                    + "libvirt's group."));
    public static final Option<Integer> CPUS = add(
            Option.of(TELEMETRY, "cpus", COUNT, "0").help("Physical CPUs of this host. 0: as Nova and Placement say."));

    static {
        ALL.addAll(PrometheusOptions.all());
    }

    public static final Option<Double> PUSH = add(Option.byProfile(THRESHOLDS, "push", Kind.decimal(0, 10))
            .alias("CPUThreshold")
            .help("A host at or above it is hot."));
    public static final Option<Double> PULL = add(Option.byProfile(THRESHOLDS, "pull", Kind.decimal(0, 10))
            .alias("minCPUThresholdLimit")
            .help("A host at or below it is cold."));
    public static final Option<Boolean> VARIABLE = add(Option.byProfile(THRESHOLDS, "variable", BOOLEAN)
            .alias("variableThreshold")
            .help("Whether the thresholds approach each other while nothing is migrated."));
    public static final Option<Duration> VARIABLE_MEAN = add(Option.byProfile(THRESHOLDS, "variable_mean", SOME_TIME)
            .alias("variableUpdateTime")
            .help("Mean time between two steps of a variable threshold."));
    public static final Option<Double> STEAL = add(
            Option.byProfile(THRESHOLDS, "steal", FRACTION)
                    .help(
                            "A host is hot, too, when its servers' vCPUs wait for a CPU for this mean share of the time; 0: never."));
    public static final Option<Double> CPU_PRESSURE = add(Option.byProfile(THRESHOLDS, "cpu_pressure", FRACTION)
            .help("Likewise for some task of the host that waits for a CPU."));
    public static final Option<Double> MEMORY_PRESSURE = add(Option.byProfile(THRESHOLDS, "memory_pressure", FRACTION)
            .help("Likewise for some task that waits for memory."));
    public static final Option<Duration> PRESSURE_HOLD =
            add(Option.byProfile(THRESHOLDS, "pressure_hold", ANY_TIME).help("For how long it must last."));
    public static final Option<Double> REQUIRED_IMPROVEMENT =
            add(Option.byProfile(THRESHOLDS, "required_improvement", Kind.decimal(0, 100))
                    .in("percent")
                    .alias("requiredSystemStateImprovement")
                    .help("How much a move must raise the entropy of its two hosts."));

    public static final Option<Duration> REPLY_TIMEOUT = add(Option.byProfile(AUCTION, "reply_timeout", SOME_TIME)
            .alias("hotspotReplyTimeout")
            .help("The longest wait for replies."));
    public static final Option<Duration> LOCK_TIMEOUT = add(Option.byProfile(AUCTION, "lock_timeout", SOME_TIME)
            .help("Lease of a bidder's lock. It has to be more than twice reply_timeout."));
    public static final Option<Duration> SOURCE_SETTLE = add(Option.byProfile(AUCTION, "source_settle", ANY_TIME)
            .help("Time after a migration before its source opens or joins an auction."));
    public static final Option<Duration> DESTINATION_SETTLE =
            add(Option.byProfile(AUCTION, "destination_settle", ANY_TIME)
                    .help("Time after a migration before its destination's lock opens."));
    public static final Option<Duration> BACKOFF_LIMIT = add(Option.byProfile(AUCTION, "backoff_limit", ANY_TIME)
            .alias("backoffLimit")
            .help("The longest pause after failed auctions."));
    public static final Option<Duration> QUIET = add(Option.byProfile(AUCTION, "quiet", ANY_TIME)
            .help("The pause after all peers answered and none was a possible partner. It ends early "
                    + "when the own load changes by 0.05."));

    public static final Option<Double> BANDWIDTH =
            add(Option.byProfile(MIGRATION, "bandwidth_mb_s", Kind.decimal(0.001, 1e6))
                    .in("MB/s")
                    .help("Bandwidth that a migration gets."));
    public static final Option<Integer> MAX_OUTBOUND = add(Option.byProfile(MIGRATION, "max_outbound", COUNT)
            .help("Migrations at once from this host. 0: any number."));
    public static final Option<Integer> MAX_INBOUND = add(
            Option.byProfile(MIGRATION, "max_inbound", COUNT).help("Migrations at once to this host. 0: any number."));
    public static final Option<Integer> MAX_FLEET = add(Option.byProfile(MIGRATION, "max_fleet", COUNT)
            .help("Migrations at once in the fleet, as far as Nova tells. 0: any number."));
    public static final Option<Duration> SERVER_COOLDOWN = add(Option.byProfile(MIGRATION, "server_cooldown", ANY_TIME)
            .help("Time after a move before the server is offered again. Each further move within 24 h "
                    + "doubles it, up to 6 h."));
    public static final Option<Duration> DOWNTIME_LIMIT = add(Option.byProfile(MIGRATION, "downtime_limit", ANY_TIME)
            .help("A server with a longer predicted downtime is never offered."));
    public static final Option<Duration> STALL_TIMEOUT = add(Option.of(MIGRATION, "stall_timeout", SOME_TIME, "120")
            .help("A migration without progress for this long is aborted."));
    public static final Option<Duration> COMPLETION_TIMEOUT =
            add(Option.byProfile(MIGRATION, "completion_timeout", SOME_TIME)
                    .help("A migration that takes longer is aborted. One with a longer prediction is not begun."));
    public static final Option<String> NOTIFICATION_URL =
            add(Option.of(MIGRATION, "notification_url", Kind.TRANSPORT_URL)
                    .asSecret()
                    .help("Nova's notification bus: the transport_url of nova.conf's "
                            + "oslo_messaging_notifications. Versioned notifications show the end of a migration at "
                            + "once. Unset: migrations are only polled."));
    public static final Option<String> NOTIFICATION_EXCHANGE =
            add(Option.of(MIGRATION, "notification_exchange", TEXT, "nova")
                    .help("The exchange of those notifications: Nova's control_exchange."));
    public static final Option<Double> DEFAULT_DIRTY_RATE =
            add(Option.byProfile(MIGRATION, "default_dirty_rate_mb_s", AMOUNT)
                    .in("MB/s")
                    .help("Dirty rate of a server whose own is unknown."));
    public static final Option<CostSource> COST_MODEL =
            add(Option.byProfile(MIGRATION, "cost_model", Kind.choice(CostSource.class))
                    .help("Coefficients of predicted migration times: published (from the literature), kvm "
                            + "(fitted to QEMU), or auto. auto is kvm where Nova calls the hypervisor QEMU, and "
                            + "published elsewhere."));
    public static final Option<Double> STOP_THRESHOLD = add(Option.of(MIGRATION, "stop_threshold_mb", AMOUNT)
            .in("MB")
            .help("A round this small is the last of pre-copy. nova_downtime wins over it. Unset: 0.25 "
                    + "for published, for kvm what bandwidth_mb_s sends in Nova's default downtime."));
    public static final Option<Duration> NOVA_DOWNTIME = add(Option.of(MIGRATION, "nova_downtime", ANY_TIME)
            .help("The live_migration_downtime of nova.conf. When it is set, the last round of pre-copy "
                    + "is what bandwidth_mb_s sends in it. Unset: Nova's default, 500ms, for kvm only."));
    public static final Option<Integer> MAX_ROUNDS = add(
            Option.byProfile(MIGRATION, "max_rounds", Kind.integer(1, 10_000)).help("The most rounds of pre-copy."));
    public static final Option<Duration> RESUME_TIME = add(Option.byProfile(MIGRATION, "resume_time", ANY_TIME)
            .help("Time that a server takes to resume on the destination."));
    public static final Option<Double> GAMMA_A = add(Option.of(MIGRATION, "gamma_a", COEFFICIENT)
            .in("1/s")
            .help("The share of memory that is dirtied more than once in a round is a T + b D + c. This "
                    + "is a, the weight of the round's duration T. Unset: -0.0463 for published, 0 for kvm."));
    public static final Option<Double> GAMMA_B = add(Option.of(MIGRATION, "gamma_b", COEFFICIENT)
            .in("s/MB")
            .help("The same share: b, the weight of the dirty rate D. Unset: -0.0001 for published, 0 " + "for kvm."));
    public static final Option<Double> GAMMA_C = add(Option.of(MIGRATION, "gamma_c", COEFFICIENT)
            .help("The same share: c, the constant. Unset: 0.3586 for published, 0.3 for kvm. With all "
                    + "three 0 nothing is dirtied twice."));

    public static final Option<Integer> DRAIN_PARALLEL =
            add(Option.byProfile(DRAIN, "parallel", Kind.integer(1, Integer.MAX_VALUE))
                    .help("Migrations at once from a host that drains; never fewer than [migration] max_outbound. Nova "
                            + "itself runs as many as its max_concurrent_live_migrations says."));
    public static final Option<Double> DRAIN_CEILING = add(Option.byProfile(DRAIN, "ceiling", FRACTION)
            .help("How full a host may become that takes what another has to let go: normalised load, now and as is "
                    + "to be expected, and share of the memory. A host that is hot takes nothing."));
    public static final Option<List<String>> EXCLUDE_METADATA =
            add(Option.of(EXCLUDE, "metadata", LIST, "drover:exclude").help("Metadata keys, or key=value."));
    public static final Option<List<String>> EXCLUDE_TAGS =
            add(Option.of(EXCLUDE, "tags", LIST, "").help("Server tags."));
    public static final Option<List<String>> EXCLUDE_PROJECTS =
            add(Option.of(EXCLUDE, "projects", LIST, "").help("Project ids."));
    public static final Option<List<String>> EXCLUDE_FLAVORS =
            add(Option.of(EXCLUDE, "flavors", LIST, "").help("Flavor names."));
    public static final Option<List<String>> EXCLUDE_AGGREGATES = add(
            Option.of(EXCLUDE, "aggregates", LIST, "").help("Names of host aggregates: the servers on their hosts."));

    public static final Option<List<String>> ALLOW = add(Option.of(WINDOWS, "allow", Kind.WINDOWS, "")
            .asMultiple()
            .help("Minutes in which migrations may start, as cron writes them: \"* 22-23,0-5 * * "
                    + "mon-fri\". The option may be repeated. Within one value, semicolons or lines "
                    + "separate expressions. Empty: always."));
    public static final Option<ZoneId> TIMEZONE =
            add(Option.of(WINDOWS, "timezone", Kind.ZONE, "UTC").help("Time zone of the windows."));

    public static final Option<Duration> MEASURE_INTERVAL = add(Option.of(MEASURE, "interval", SOME_TIME, "5")
            .alias("recordHotspotInterval")
            .help("Time between two samples of the fleet."));
    public static final Option<String> CONNECTION = add(Option.of(MEASURE, "connection", TEXT)
            .asSecret()
            .help("JDBC URL of the store: jdbc:mariadb://host/db?user=...&password=..., jdbc:postgresql://..., "
                    + "jdbc:h2:... Unset: a file in state_path."));
    public static final Option<Duration> RETENTION = add(Option.of(MEASURE, "retention", ANY_TIME, "30d")
            .help("How long the store keeps samples, migrations and auctions. 0: for ever."));
    public static final Option<InetSocketAddress> LISTEN =
            add(Option.of(MEASURE, "listen", Kind.ADDRESS, "127.0.0.1:9465")
                    .help("Address of metrics and dashboard. An address that is not loopback needs token_file."));
    public static final Option<Path> TOKEN_FILE = add(Option.of(MEASURE, "token_file", PATH)
            .help("File whose first line is the token of metrics and dashboard, at least 16 characters. "
                    + "Programs send it as a bearer token, people enter it in the page. Unset: no token is "
                    + "needed."));

    static {
        ALL.addAll(NotifyOptions.all());
    }

    private Options() {}

    /** In the order of the sample. */
    public static List<Option<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** Names and what they are about, in the order of the sample. */
    public static Map<String, String> sections() {
        return Collections.unmodifiableMap(SECTIONS);
    }

    public static List<Option<?>> in(String section) {
        return ALL.stream().filter(o -> o.section().equals(section)).toList();
    }

    private static String section(String name, String about) {
        SECTIONS.put(name, about);
        return name;
    }

    private static <T> Option<T> add(Option<T> option) {
        ALL.add(option);
        return option;
    }
}
