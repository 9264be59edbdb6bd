package io.drover.config;

import static io.drover.config.Kind.ANY_TIME;
import static io.drover.config.Kind.BOOLEAN;
import static io.drover.config.Kind.FRACTION;
import static io.drover.config.Kind.LIST;
import static io.drover.config.Kind.PATH;
import static io.drover.config.Kind.SOME_TIME;
import static io.drover.config.Kind.TEXT;

import io.drover.model.AuctionScope;
import io.drover.model.DrainSettings.OnStall;
import io.drover.model.Mode;
import io.drover.model.Profile;
import io.drover.model.Settings.Goal;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Spread;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Every option there is, with {@link CloudOptions} and the like: parser, sample file, reference and records all come from here. */
public final class Options {

    private static final List<Option<?>> ALL = new ArrayList<>();
    private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

    // Sections stand in this order in the sample.
    private static final String DEFAULT = section("DEFAULT", "What this agent is and how it decides.");

    static {
        section(MessagingOptions.SECTION, "TLS to the brokers, in oslo.messaging's names.");
        section(
                CloudOptions.SECTION,
                "Access to OpenStack, in keystoneauth's names. Options here win over those of the cloud.");
        section(TelemetryOptions.SECTION, "Where loads come from.");
        section(
                PrometheusOptions.SECTION,
                "A Prometheus, for the sources of that name. It is used where url or catalog is set.");
    }

    private static final String THRESHOLDS =
            section("thresholds", "When a host is hot or cold, in normalised load: 1 is every CPU busy.");
    private static final String AUCTION = section("auction", "Waiting times of the negotiation.");
    private static final String BALANCE = section("balance", "What is balanced besides load.");

    static {
        section(MigrationOptions.SECTION, "What a live migration costs and how many may run.");
    }

    private static final String DRAIN = section("drain", "How a host is emptied, by drover drain.");
    private static final String ADVICE = section("advice", "What becomes of advice in mode propose.");
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
                    + "(observe), decide and only say so (advise), migrate what an operator approves (propose), or "
                    + "migrate (enforce)."));
    public static final Option<Profile> PROFILE =
            add(Option.of(DEFAULT, "profile", Kind.choice(Profile.class), Profile.DEFAULT.option())
                    .help("A set of defaults: Drover's own (default), those of the algorithms as published "
                            + "(thesis), or these with the thresholds of their testbed (thesis-testbed). An option "
                            + "that is set wins over the profile."));
    public static final Option<AuctionScope> AUCTION_SCOPE = add(Option.byProfile(DEFAULT, "auction_scope", Kind.SCOPE)
            .help("The hosts that an auction invites: every live peer (all), those of the own group (group), k of all"
                    + " at random, and after failures more (sample:k), or by the fleet (auto). auto: all, in a fleet"
                    + " of one group and 64 hosts at most; else those of the own group, of one with more than 64"
                    + " hosts 8 at random, and after failures up to 64."));
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

    static {
        ALL.addAll(TelemetryOptions.all());
        ALL.addAll(PrometheusOptions.all());
    }

    public static final Option<Double> PUSH = add(Option.byProfile(THRESHOLDS, "push", Kind.decimal(0, 10))
            .alias("CPUThreshold")
            .help("A host at or above it is hot."));
    public static final Option<Double> PULL = add(Option.byProfile(THRESHOLDS, "pull", Kind.decimal(0, 10))
            .alias("minCPUThresholdLimit")
            .help("A host at or below it is cold."));
    public static final Option<Double> MEMORY_PUSH = add(Option.byProfile(THRESHOLDS, "memory_push", FRACTION)
            .help("A host is hot, too, when so large a share of its memory is used. Only where the host and its"
                    + " servers measure their memory, and not in profile thesis."));
    public static final Option<Double> MEMORY_PULL = add(Option.byProfile(THRESHOLDS, "memory_pull", FRACTION)
            .help("A host that uses no more of its memory takes servers of those whose memory is full, and no host is "
                    + "relieved below it."));
    public static final Option<Boolean> VARIABLE = add(Option.byProfile(THRESHOLDS, "variable", BOOLEAN)
            .alias("variableThreshold")
            .help("Whether the thresholds approach each other while nothing is migrated."));
    public static final Option<Duration> VARIABLE_MEAN = add(Option.byProfile(THRESHOLDS, "variable_mean", SOME_TIME)
            .alias("variableUpdateTime")
            .help("Mean time between two steps of a variable threshold."));
    public static final Option<Double> STEAL = add(Option.byProfile(THRESHOLDS, "steal", FRACTION)
            .help("A host is hot, too, when its servers' vCPUs wait for a CPU for this mean share of the"
                    + " time; 0: never."));
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
                    + "when the own load, or what its servers use, changes by 0.05."));

    public static final Option<Spread> SPREAD = add(Option.byProfile(BALANCE, "spread", Kind.choice(Spread.class))
            .help("What hosts hold evenly while nothing is hot: nothing (off), servers by the hosts' CPUs (servers),"
                    + " or the memory or vCPUs that flavors promise, by what Placement would allocate (memory,"
                    + " vcpus). A host is content within less than one server, or 5 % of its capacity, of its"
                    + " share. Each auction moves one server; one that moved none, and the last of a host that is"
                    + " content, is followed by 30 minutes of rest. Not in profile thesis."));

    static {
        ALL.addAll(MigrationOptions.all());
    }

    /** Nova's own name of the action, with its underscore. */
    private static final Kind<OnStall> ON_STALL =
            Kind.oneOf(List.of("abort", "force_complete"), text -> OnStall.valueOf(text.toUpperCase(Locale.ROOT)));

    public static final Option<Integer> DRAIN_PARALLEL =
            add(Option.byProfile(DRAIN, "parallel", Kind.integer(1, Integer.MAX_VALUE))
                    .help("Migrations at once from a host that drains; never fewer than [migration] max_outbound. Nova "
                            + "itself runs as many as its max_concurrent_live_migrations says."));
    public static final Option<Double> DRAIN_CEILING = add(Option.byProfile(DRAIN, "ceiling", FRACTION)
            .help("How full a host may become that takes what another has to let go: normalised load, now and as is "
                    + "to be expected, and share of the memory. A host that is hot takes nothing. Until "
                    + "the lighter server of an exchange has left, a host may be so full, too."));
    public static final Option<OnStall> DRAIN_ON_STALL = add(Option.byProfile(DRAIN, "on_stall", ON_STALL)
            .help("What becomes of a server of a host that drains when its memory changes faster than it is copied. "
                    + "abort: it stays, and is tried again after the others. force_complete: Nova completes the "
                    + "migration, for which the guest stands still, or runs on with post-copy where that is permitted. "
                    + "Then servers go, too, that would be too slow or down for too long. Needs the rule "
                    + "os_compute_api:servers:migrations:force_complete."));
    public static final Option<Duration> ADVICE_LIFETIME = add(Option.byProfile(ADVICE, "lifetime", SOME_TIME)
            .help("How long advice in mode propose waits for drover advice approve or reject. A rejected server is "
                    + "not proposed again for as long."));
    public static final Option<Double> ADVICE_PROMISED = add(Option.byProfile(ADVICE, "promised", FRACTION)
            .help("Share of the predicted gain in system performance that advice promises. Approved, it is auctioned "
                    + "again, and moves only if it still gains so much, and this share of what the best move would."));
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
    public static final Option<Duration> RETENTION = add(Option.of(MEASURE, "retention", ANY_TIME, "90d")
            .help("How long the store keeps samples, migrations and auctions. 0: for ever."));
    public static final Option<Duration> RAW_RETENTION = add(Option.of(MEASURE, "raw_retention", ANY_TIME, "1d")
            .help("How long the store keeps every sample. Of older ones it keeps means of five minutes. "
                    + "0: as long as retention says."));
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
