package io.drover.config;

import static io.drover.config.Kind.BOOLEAN;
import static io.drover.config.Kind.LIST;
import static io.drover.config.Kind.PATH;
import static io.drover.config.Kind.TEXT;

import io.drover.model.AuctionScope;
import io.drover.model.Mode;
import io.drover.model.Settings.Goal;
import io.drover.model.Settings.StrategyName;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every option there is: parser, sample file, reference and records all come from here. */
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
    private static final String OPENSTACK = section(
            "openstack", "Access to OpenStack, in keystoneauth's names. Options here win over those of the cloud.");
    private static final String TELEMETRY = section("telemetry", "Where loads come from.");
    private static final String THRESHOLDS =
            section("thresholds", "When a host is hot or cold, in normalised load: 1 is every CPU busy.");
    private static final String AUCTION = section("auction", "Waiting times of the negotiation.");
    private static final String MIGRATION = section("migration", "What a live migration costs and how many may run.");
    private static final String EXCLUDE = section("exclude", "Servers that are never moved.");
    private static final String WINDOWS = section("windows", "When migrations may start.");
    private static final String MEASURE = section("measure", "The measurement point.");

    public static final Option<String> HOST = add(
            Option.of(DEFAULT, "host", TEXT, "The host as Nova's os-services names it. Unset: this machine's name."));
    public static final Option<String> TRANSPORT_URL = add(Option.of(
                    DEFAULT,
                    "transport_url",
                    Kind.TRANSPORT_URL,
                    "The message broker, as oslo.messaging writes it: rabbit://user:password@host:5672,host2:5672/vhost. Required.")
            .asSecret());
    public static final Option<StrategyName> STRATEGY = add(Option.of(
                    DEFAULT,
                    "strategy",
                    Kind.choice(StrategyName.class),
                    "Who opens auctions: hot hosts (push), cold hosts (pull), both (hybrid), or whichever suits the load of the system (auto).")
            .or("hybrid")
            .alias("pushOrPull", Map.of("0", "push", "1", "pull")));
    public static final Option<Goal> GOAL = add(Option.of(
                    DEFAULT,
                    "goal",
                    Kind.choice(Goal.class),
                    "What strategy auto is after: few attempts (conservative) or fast relief (aggressive).")
            .or("aggressive"));
    public static final Option<Mode> MODE = add(Option.of(
                    DEFAULT,
                    "mode",
                    Kind.choice(Mode.class),
                    "How far the agent goes: take no part (off), answer empty (observe), decide and only say so (advise), or migrate (enforce).")
            .or("enforce"));
    public static final Option<Profile> PROFILE = add(Option.of(
                    DEFAULT,
                    "profile",
                    Kind.choice(Profile.class),
                    "A set of other defaults: thesis is the algorithms as published, thesis-testbed that with its thresholds. Options that are set win over it.")
            .or("default"));
    public static final Option<AuctionScope> AUCTION_SCOPE = add(Option.of(
                    DEFAULT,
                    "auction_scope",
                    Kind.SCOPE,
                    "Whom an auction invites: every live peer, those of the own group, or k of them at random.")
            .or("all"));
    public static final Option<String> GROUP =
            add(Option.of(DEFAULT, "group", TEXT, "The auction group of this host. Unset: its availability zone."));
    public static final Option<Path> STATE_PATH =
            add(Option.of(DEFAULT, "state_path", PATH, "Directory of the journal and of what must outlive a restart.")
                    .or("/var/lib/drover"));
    public static final Option<Path> FLEET_KEY_FILE = add(Option.of(
            DEFAULT,
            "fleet_key_file",
            PATH,
            "File with the key that all agents share and sign messages with. Unset: messages are not signed."));
    public static final Option<Boolean> DEBUG =
            add(Option.of(DEFAULT, "debug", BOOLEAN, "Log at level DEBUG.").or("false"));

    public static final Option<String> CLOUD = add(Option.of(
            OPENSTACK,
            "cloud",
            TEXT,
            "A cloud of clouds.yaml. Unset, and no auth_url here: OS_CLOUD or the other OS_ variables."));
    public static final Option<String> AUTH_URL = add(Option.of(OPENSTACK, "auth_url", TEXT, "Keystone's URL."));
    public static final Option<String> USERNAME = add(Option.of(OPENSTACK, "username", TEXT, "User name."));
    public static final Option<String> PASSWORD =
            add(Option.of(OPENSTACK, "password", TEXT, "The user's password.").asSecret());
    public static final Option<String> PROJECT_NAME =
            add(Option.of(OPENSTACK, "project_name", TEXT, "Project to scope to."));
    public static final Option<String> USER_DOMAIN_NAME =
            add(Option.of(OPENSTACK, "user_domain_name", TEXT, "Domain of the user."));
    public static final Option<String> PROJECT_DOMAIN_NAME =
            add(Option.of(OPENSTACK, "project_domain_name", TEXT, "Domain of the project."));
    public static final Option<String> APPLICATION_CREDENTIAL_ID =
            add(Option.of(OPENSTACK, "application_credential_id", TEXT, "Application credential, in place of a user."));
    public static final Option<String> APPLICATION_CREDENTIAL_SECRET =
            add(Option.of(OPENSTACK, "application_credential_secret", TEXT, "Its secret.")
                    .asSecret());
    public static final Option<String> REGION_NAME =
            add(Option.of(OPENSTACK, "region_name", TEXT, "Region of the service catalogue."));
    public static final Option<CloudAccess.Interface> INTERFACE = add(Option.of(
            OPENSTACK,
            "interface",
            CloudAccess.Interface.KIND,
            "Which endpoints of the catalogue to use. Unset: public."));
    public static final Option<Path> CAFILE = add(Option.of(
            OPENSTACK, "cafile", PATH, "PEM file of the certificate authorities to trust in place of the system's."));

    public static final Option<Duration> INTERVAL =
            add(Option.of(TELEMETRY, "interval", SOME_TIME, "Time between two samples of this host.")
                    .or("10"));
    public static final Option<HostLoadSource> HOST_LOAD_SOURCE = add(Option.of(
                    TELEMETRY,
                    "host_load_source",
                    Kind.choice(HostLoadSource.class),
                    "Where the host's load comes from: the hypervisor's uptime in Nova, Gnocchi, /proc/loadavg, or the sum of its servers.")
            .or("nova"));
    public static final Option<ServerLoadSource> SERVER_LOAD_SOURCE = add(Option.of(
                    TELEMETRY,
                    "server_load_source",
                    Kind.choice(ServerLoadSource.class),
                    "Where the servers' loads come from: Gnocchi's cpu metric or Nova's diagnostics.")
            .or("gnocchi"));
    public static final Option<Integer> LOAD_MINUTES = add(Option.of(
                    TELEMETRY,
                    "load_minutes",
                    Kind.oneOf(List.of("0", "1", "5", "15"), Integer::valueOf),
                    "Which load average of the kernel; 0: the load of the last interval, recovered from the 1-minute average.")
            .in("minutes")
            .or("0")
            .alias("loadLevel"));
    public static final Option<Double> EWMA_LAMBDA =
            add(Option.of(TELEMETRY, "ewma_lambda", FRACTION, "Weight of the newest sample in the smoothed load.")
                    .or("0.2")
                    .alias("EWMALambda"));
    public static final Option<Duration> MAX_AGE =
            add(Option.of(TELEMETRY, "max_age", SOME_TIME, "The oldest host load that may start or join an auction.")
                    .or("120"));
    public static final Option<Duration> SERVER_MAX_AGE = add(Option.of(
                    TELEMETRY,
                    "server_max_age",
                    SOME_TIME,
                    "The oldest server load that counts. Ceilometer polls every 300 s.")
            .or("900"));
    public static final Option<Duration> GRANULARITY =
            add(Option.of(TELEMETRY, "granularity", SOME_TIME, "Length of Gnocchi's aggregates to read.")
                    .or("300"));

    public static final Option<Double> PUSH =
            add(Option.of(THRESHOLDS, "push", Kind.decimal(0, 10), "A host at or above it is hot.")
                    .or("0.70")
                    .alias("CPUThreshold"));
    public static final Option<Double> PULL =
            add(Option.of(THRESHOLDS, "pull", Kind.decimal(0, 10), "A host at or below it is cold.")
                    .or("0.30")
                    .alias("minCPUThresholdLimit"));
    public static final Option<Boolean> VARIABLE = add(Option.of(
                    THRESHOLDS,
                    "variable",
                    BOOLEAN,
                    "Whether the thresholds approach each other while nothing is migrated.")
            .or("true")
            .alias("variableThreshold"));
    public static final Option<Duration> VARIABLE_MEAN = add(
            Option.of(THRESHOLDS, "variable_mean", SOME_TIME, "Mean time between two steps of a variable threshold.")
                    .or("300")
                    .alias("variableUpdateTime"));
    public static final Option<Double> REQUIRED_IMPROVEMENT = add(Option.of(
                    THRESHOLDS,
                    "required_improvement",
                    Kind.decimal(0, 100),
                    "How much a move must raise the entropy of its two hosts.")
            .in("percent")
            .or("1")
            .alias("requiredSystemStateImprovement"));

    public static final Option<Duration> REPLY_TIMEOUT =
            add(Option.of(AUCTION, "reply_timeout", SOME_TIME, "The longest wait for replies.")
                    .or("10")
                    .alias("hotspotReplyTimeout"));
    public static final Option<Duration> LOCK_TIMEOUT = add(
            Option.of(AUCTION, "lock_timeout", SOME_TIME, "Lease of a bidder's lock. More than twice reply_timeout.")
                    .or("60"));
    public static final Option<Duration> SOURCE_SETTLE = add(Option.of(
                    AUCTION,
                    "source_settle",
                    ANY_TIME,
                    "After a migration, before its source opens or joins an auction.")
            .or("45"));
    public static final Option<Duration> DESTINATION_SETTLE = add(Option.of(
                    AUCTION, "destination_settle", ANY_TIME, "After a migration, before its destination's lock opens.")
            .or("30"));
    public static final Option<Duration> BACKOFF_LIMIT =
            add(Option.of(AUCTION, "backoff_limit", ANY_TIME, "The longest pause after failed auctions.")
                    .or("120")
                    .alias("backoffLimit"));
    public static final Option<Duration> QUIET = add(Option.of(
                    AUCTION,
                    "quiet",
                    ANY_TIME,
                    "The pause after every peer answered and none was a possible partner; ended early when the own load changes by 0.05.")
            .or("300"));

    public static final Option<Double> BANDWIDTH =
            add(Option.of(MIGRATION, "bandwidth_mb_s", Kind.decimal(0.001, 1e6), "What a migration can send.")
                    .in("MB/s")
                    .or("125"));
    public static final Option<Integer> MAX_OUTBOUND =
            add(Option.of(MIGRATION, "max_outbound", COUNT, "Migrations at once from this host; 0: any number.")
                    .or("1"));
    public static final Option<Integer> MAX_INBOUND =
            add(Option.of(MIGRATION, "max_inbound", COUNT, "Migrations at once to this host; 0: any number.")
                    .or("1"));
    public static final Option<Integer> MAX_FLEET = add(Option.of(
                    MIGRATION,
                    "max_fleet",
                    COUNT,
                    "Migrations at once in the fleet, as far as Nova has told; 0: any number.")
            .or("0"));
    public static final Option<Duration> SERVER_COOLDOWN =
            add(Option.of(MIGRATION, "server_cooldown", ANY_TIME, "After a move, before the server is offered again.")
                    .or("600"));
    public static final Option<Duration> DOWNTIME_LIMIT = add(Option.of(
                    MIGRATION,
                    "downtime_limit",
                    ANY_TIME,
                    "A server whose predicted downtime is longer is never offered.")
            .or("1"));
    public static final Option<Duration> STALL_TIMEOUT = add(Option.of(
                    MIGRATION, "stall_timeout", SOME_TIME, "A migration that shows no progress for so long is aborted.")
            .or("120"));
    public static final Option<Duration> COMPLETION_TIMEOUT = add(Option.of(
                    MIGRATION,
                    "completion_timeout",
                    SOME_TIME,
                    "A migration that takes longer is aborted, and one that would is not begun.")
            .or("3600"));
    public static final Option<Double> DEFAULT_DIRTY_RATE = add(
            Option.of(MIGRATION, "default_dirty_rate_mb_s", AMOUNT, "Dirty rate of a server of which none is known.")
                    .in("MB/s")
                    .or("10"));
    public static final Option<Double> STOP_THRESHOLD =
            add(Option.of(MIGRATION, "stop_threshold_mb", AMOUNT, "Pre-copy ends with a round this small.")
                    .in("MB")
                    .or("0.25"));
    public static final Option<Duration> NOVA_DOWNTIME = add(
            Option.of(
                    MIGRATION,
                    "nova_downtime",
                    ANY_TIME,
                    "The live_migration_downtime of nova.conf. Set: stop_threshold_mb is what bandwidth_mb_s sends in it, as KVM has it."));
    public static final Option<Integer> MAX_ROUNDS =
            add(Option.of(MIGRATION, "max_rounds", Kind.integer(1, 10_000), "Pre-copy ends after so many rounds.")
                    .or("29"));
    public static final Option<Duration> RESUME_TIME =
            add(Option.of(MIGRATION, "resume_time", ANY_TIME, "Time to resume on the destination.")
                    .or("20ms"));
    public static final Option<Double> GAMMA_A = add(
            Option.of(MIGRATION, "gamma_a", COEFFICIENT, "Share of re-dirtied memory: weight of a round's duration.")
                    .in("1/s")
                    .or("-0.0463"));
    public static final Option<Double> GAMMA_B =
            add(Option.of(MIGRATION, "gamma_b", COEFFICIENT, "The same: weight of the dirty rate.")
                    .in("s/MB")
                    .or("-0.0001"));
    public static final Option<Double> GAMMA_C = add(
            Option.of(MIGRATION, "gamma_c", COEFFICIENT, "The same: constant. All three 0: nothing is dirtied twice.")
                    .or("0.3586"));

    public static final Option<List<String>> EXCLUDE_METADATA = add(
            Option.of(EXCLUDE, "metadata", LIST, "Metadata keys, or key=value.").or("drover:exclude"));
    public static final Option<List<String>> EXCLUDE_TAGS =
            add(Option.of(EXCLUDE, "tags", LIST, "Server tags.").or(""));
    public static final Option<List<String>> EXCLUDE_PROJECTS =
            add(Option.of(EXCLUDE, "projects", LIST, "Project ids.").or(""));
    public static final Option<List<String>> EXCLUDE_FLAVORS =
            add(Option.of(EXCLUDE, "flavors", LIST, "Flavor names.").or(""));
    public static final Option<List<String>> EXCLUDE_AGGREGATES =
            add(Option.of(EXCLUDE, "aggregates", LIST, "Host aggregates, by name: servers on their hosts.")
                    .or(""));

    public static final Option<List<String>> ALLOW = add(Option.of(
                    WINDOWS,
                    "allow",
                    Kind.WINDOWS,
                    "Minutes in which migrations may start, as cron writes them: \"* 22-23,0-5 * * mon-fri\". May be given more than once; in one value, expressions are separated by semicolons or lines. Empty: always.")
            .or("")
            .asMultiple());
    public static final Option<ZoneId> TIMEZONE =
            add(Option.of(WINDOWS, "timezone", Kind.ZONE, "Time zone of the windows.")
                    .or("UTC"));

    public static final Option<Duration> MEASURE_INTERVAL =
            add(Option.of(MEASURE, "interval", SOME_TIME, "Time between two samples of the fleet.")
                    .or("5")
                    .alias("recordHotspotInterval"));
    public static final Option<String> CONNECTION =
            add(Option.of(MEASURE, "connection", TEXT, "JDBC URL of the store. Unset: samples are kept in memory only.")
                    .asSecret());
    public static final Option<InetSocketAddress> LISTEN =
            add(Option.of(MEASURE, "listen", Kind.ADDRESS, "Address of metrics and dashboard.")
                    .or("127.0.0.1:9465"));

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
