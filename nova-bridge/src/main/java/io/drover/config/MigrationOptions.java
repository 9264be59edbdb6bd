package io.drover.config;

import static io.drover.config.Kind.AMOUNT;
import static io.drover.config.Kind.ANY_TIME;
import static io.drover.config.Kind.COEFFICIENT;
import static io.drover.config.Kind.COUNT;
import static io.drover.config.Kind.SOME_TIME;
import static io.drover.config.Kind.TEXT;

import java.time.Duration;
import java.util.List;

/** The section {@code [migration]} of {@link Options}. */
public final class MigrationOptions {

    static final String SECTION = "migration";

    public static final Option<Double> BANDWIDTH = Option.byProfile(SECTION, "bandwidth_mb_s", Kind.decimal(0.001, 1e6))
            .in("MB/s")
            .help("Bandwidth that a migration gets.");
    public static final Option<Integer> MAX_OUTBOUND =
            Option.byProfile(SECTION, "max_outbound", COUNT).help("Migrations at once from this host. 0: any number.");
    public static final Option<Integer> MAX_INBOUND =
            Option.byProfile(SECTION, "max_inbound", COUNT).help("Migrations at once to this host. 0: any number.");
    public static final Option<Integer> MAX_FLEET = Option.byProfile(SECTION, "max_fleet", COUNT)
            .help("Migrations at once in the fleet, as far as Nova tells. 0: any number.");
    public static final Option<Duration> SERVER_COOLDOWN = Option.byProfile(SECTION, "server_cooldown", ANY_TIME)
            .help("Time after a move before the server is offered again. Each further move within 24 h "
                    + "doubles it, up to 6 h.");
    public static final Option<Duration> DOWNTIME_LIMIT = Option.byProfile(SECTION, "downtime_limit", ANY_TIME)
            .help("A server with a longer predicted downtime is never offered.");
    public static final Option<Duration> STALL_TIMEOUT = Option.of(SECTION, "stall_timeout", SOME_TIME, "120")
            .help("A migration without progress for this long is aborted.");
    public static final Option<Duration> COMPLETION_TIMEOUT = Option.byProfile(SECTION, "completion_timeout", SOME_TIME)
            .help("A migration that takes longer is aborted. One with a longer prediction is not begun.");
    public static final Option<String> NOTIFICATION_URL = Option.of(SECTION, "notification_url", Kind.TRANSPORT_URL)
            .asSecret()
            .help("Nova's notification bus: the transport_url of nova.conf's "
                    + "oslo_messaging_notifications. Versioned notifications show the end of a migration at "
                    + "once. Unset: migrations are only polled.");
    public static final Option<String> NOTIFICATION_EXCHANGE = Option.of(SECTION, "notification_exchange", TEXT, "nova")
            .help("The exchange of those notifications: Nova's control_exchange.");
    public static final Option<Double> DEFAULT_DIRTY_RATE = Option.byProfile(SECTION, "default_dirty_rate_mb_s", AMOUNT)
            .in("MB/s")
            .help("Dirty rate of a server whose own is unknown.");
    public static final Option<CostSource> COST_MODEL = Option.byProfile(
                    SECTION, "cost_model", Kind.choice(CostSource.class))
            .help("Coefficients of predicted migration times: published (from the literature), kvm "
                    + "(fitted to QEMU), or auto. auto is kvm where Nova calls the hypervisor QEMU, and "
                    + "published elsewhere.");
    public static final Option<Double> STOP_THRESHOLD = Option.of(SECTION, "stop_threshold_mb", AMOUNT)
            .in("MB")
            .help("A round this small is the last of pre-copy. nova_downtime wins over it. Unset: 0.25 "
                    + "for published, for kvm what bandwidth_mb_s sends in Nova's default downtime.");
    public static final Option<Duration> NOVA_DOWNTIME = Option.of(SECTION, "nova_downtime", ANY_TIME)
            .help("The live_migration_downtime of nova.conf. When it is set, the last round of pre-copy "
                    + "is what bandwidth_mb_s sends in it. Unset: Nova's default, 500ms, for kvm only.");
    public static final Option<Integer> MAX_ROUNDS =
            Option.byProfile(SECTION, "max_rounds", Kind.integer(1, 10_000)).help("The most rounds of pre-copy.");
    public static final Option<Duration> RESUME_TIME = Option.byProfile(SECTION, "resume_time", ANY_TIME)
            .help("Time that a server takes to resume on the destination.");
    public static final Option<Double> GAMMA_A = Option.of(SECTION, "gamma_a", COEFFICIENT)
            .in("1/s")
            .help("The share of memory that is dirtied more than once in a round is a T + b D + c. This "
                    + "is a, the weight of the round's duration T. Unset: -0.0463 for published, 0 for kvm.");
    public static final Option<Double> GAMMA_B = Option.of(SECTION, "gamma_b", COEFFICIENT)
            .in("s/MB")
            .help("The same share: b, the weight of the dirty rate D. Unset: -0.0001 for published, 0 " + "for kvm.");
    public static final Option<Double> GAMMA_C = Option.of(SECTION, "gamma_c", COEFFICIENT)
            .help("The same share: c, the constant. Unset: 0.3586 for published, 0.3 for kvm. With all "
                    + "three 0 nothing is dirtied twice.");

    private MigrationOptions() {}

    static List<Option<?>> all() {
        return List.of(
                BANDWIDTH,
                MAX_OUTBOUND,
                MAX_INBOUND,
                MAX_FLEET,
                SERVER_COOLDOWN,
                DOWNTIME_LIMIT,
                STALL_TIMEOUT,
                COMPLETION_TIMEOUT,
                NOTIFICATION_URL,
                NOTIFICATION_EXCHANGE,
                DEFAULT_DIRTY_RATE,
                COST_MODEL,
                STOP_THRESHOLD,
                NOVA_DOWNTIME,
                MAX_ROUNDS,
                RESUME_TIME,
                GAMMA_A,
                GAMMA_B,
                GAMMA_C);
    }
}
