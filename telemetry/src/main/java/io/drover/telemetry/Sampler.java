package io.drover.telemetry;

import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Jitter;
import io.drover.model.Resources;
import io.drover.openstack.CloudException;
import io.drover.openstack.GnocchiClient;
import io.drover.openstack.NovaClient;
import io.drover.openstack.PlacementClient;
import io.drover.openstack.Session;
import io.drover.prometheus.PrometheusClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples this host, one observation per call; it asks about its own hypervisor and servers only. Whatever fails or
 * cannot be true becomes the observation's {@code problem}; a failing cloud is asked again at growing intervals. Not
 * thread-safe but where it is said.
 */
public final class Sampler {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(120);
    private static final int DOUBLINGS = 4;
    private static final Duration EARLY = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofMillis(2500);
    private static final Logger LOG = LoggerFactory.getLogger(Sampler.class);

    private final SamplingRound rounds;
    private final InstantSource clock;
    private final Duration interval;
    private volatile HostObservation last;
    private Instant lastAt = Instant.EPOCH;
    private Instant askAt = Instant.MIN;
    private Consumer<String> notices = sentence -> LOG.info("{}", sentence);
    private int failures;
    private boolean slow;
    private String failure = "";

    /**
     * @param host the {@code host} of Nova's os-services
     * @param dirtyRates what was learned from migrations so far
     */
    public Sampler(
            String host, Session session, TelemetrySettings settings, DirtyRates dirtyRates, InstantSource clock) {
        this(host, session, settings, dirtyRates, clock, Jitter.NONE);
    }

    /**
     * The same.
     *
     * @param jitter when Nova and Placement are asked again
     */
    public Sampler(
            String host,
            Session session,
            TelemetrySettings settings,
            DirtyRates dirtyRates,
            InstantSource clock,
            Jitter jitter) {
        this.clock = clock;
        this.interval = settings.interval();
        this.rounds = new SamplingRound(
                host,
                settings,
                clock,
                new SamplingRound.Clouds(
                        new NovaClient(session),
                        new PlacementClient(session),
                        new GnocchiClient(session),
                        settings.prometheus().map(asked -> PrometheusClient.of(asked.access(), session))),
                dirtyRates,
                jitter,
                sentence -> notices.accept(sentence));
        this.last = nothing(Instant.EPOCH);
    }

    /** Who is told in a sentence what sources are in effect, and when they contradict each other. */
    public void onNotice(Consumer<String> listener) {
        notices = listener;
    }

    /** Between samples of a host that shows nothing new. */
    public Duration interval() {
        return interval;
    }

    /** How often it is worth while to ask whether a sample is {@link #due}. */
    public Duration look() {
        return interval.compareTo(LOOK) < 0 ? interval : LOOK;
    }

    /**
     * Whether the interval since the last sample is over, or a look at this machine shows something new. Costs nothing but
     * that look.
     */
    public boolean due() {
        Instant now = clock.instant();
        Duration wait = rounds.burdens() ? interval.multipliedBy(2) : interval;
        boolean over = now.isBefore(lastAt) || !now.isBefore(lastAt.plus(wait).minus(EARLY));
        return over || (failures == 0 && rounds.news(now));
    }

    /** A server comes or goes: what Nova and Placement hold is asked for anew in the samples to come. Any thread. */
    public void alert() {
        rounds.alert(clock.instant());
    }

    /** The same, if this server was here in the last sample. Any thread. */
    public void alert(String server) {
        if (last.servers().stream().anyMatch(here -> here.id().equals(server))) alert();
    }

    /** A server is about to be given or taken: a sample is due, with what Nova and Placement hold then. Any thread. */
    public void doubt() {
        rounds.doubt();
    }

    /** When this server's guest left this machine, by the looks at it; empty: it is here, or nobody saw. Any thread. */
    public Optional<Instant> left(String server) {
        return rounds.left(server);
    }

    /** Takes as long as the cloud's answers; never throws because of them. */
    public HostObservation sample() {
        Instant now = clock.instant();
        boolean back = now.isBefore(lastAt);
        if (back) askAt = now;
        Instant before = lastAt;
        lastAt = now;
        if (back)
            return unsound(
                    now,
                    "the clock jumped back by " + Duration.between(now, before).toSeconds() + " s");
        if (now.isBefore(askAt)) return unsound(now, failure);
        try {
            last = rounds.observe(now);
            failures = 0;
            tellSlowness();
            return last;
        } catch (CloudException e) {
            failure = e.getMessage();
            askAt = now.plus(pause(e));
            failures = Math.min(failures + 1, DOUBLINGS);
            return unsound(now, failure);
        }
    }

    private void tellSlowness() {
        if (rounds.novaIsSlow() == slow) return;
        slow = !slow;
        notices.accept(slow ? "Nova answers slowly: it is asked half as often" : "Nova answers in time again");
    }

    /** The first failure is asked about again in the next round, unless the service wants to be left alone. */
    private Duration pause(CloudException failed) {
        Duration pause = failures == 0 ? Duration.ZERO : interval.multipliedBy(1L << failures);
        if (pause.compareTo(LONGEST_PAUSE) > 0) pause = LONGEST_PAUSE;
        return pause.compareTo(failed.retryAfter()) > 0 ? pause : failed.retryAfter();
    }

    /** What was last known, without a load. */
    private HostObservation unsound(Instant now, String problem) {
        return new HostObservation(
                now,
                last.cpus(),
                OptionalDouble.empty(),
                last.usage(),
                last.free(),
                last.closed(),
                last.servers(),
                last.migrations(),
                last.fleetMigrations(),
                Optional.of(problem),
                last.vitals(),
                last.zone());
    }

    private static HostObservation nothing(Instant at) {
        return new HostObservation(
                at,
                0,
                OptionalDouble.empty(),
                HostUsage.UNKNOWN,
                Resources.NONE,
                Optional.empty(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                Optional.empty());
    }
}
