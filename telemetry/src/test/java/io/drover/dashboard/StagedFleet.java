package io.drover.dashboard;

import io.drover.measurement.FleetView;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostUsage;
import io.drover.model.Mode;
import io.drover.model.Resources;
import io.drover.model.Standing;
import io.drover.model.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A fleet that acts out a story for whoever shows it: the third host heats up, two pushes and a pull relieve it, and
 * for two minutes nobody measures. The same story each time.
 */
public final class StagedFleet implements FleetView {

    public static final Instant START = Instant.parse("2026-01-31T13:00:00Z");

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final Duration GAP_FROM = Duration.ofMinutes(16);
    private static final Duration GAP_UNTIL = Duration.ofMinutes(18);

    private final int hosts;
    private final Mode mode;
    private final boolean paused;
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private volatile Duration passed;

    private StagedFleet(int hosts, Mode mode, boolean paused, Duration passed) {
        this.hosts = hosts;
        this.mode = mode;
        this.paused = paused;
        this.passed = passed;
    }

    /** At the end of its story. */
    public static StagedFleet of(int hosts) {
        return new StagedFleet(hosts, Mode.ENFORCE, false, Script.END);
    }

    public static StagedFleet advising(int hosts) {
        return new StagedFleet(hosts, Mode.ADVISE, false, Script.END);
    }

    public static StagedFleet paused(int hosts) {
        return new StagedFleet(hosts, Mode.ENFORCE, true, Script.END);
    }

    /** No agent has answered yet. */
    public static StagedFleet silent() {
        return new StagedFleet(0, Mode.ENFORCE, false, Duration.ZERO);
    }

    /** Lets time pass and tells who follows. */
    public void pass(Duration time) {
        passed = passed.plus(time);
        followers.forEach(Runnable::run);
    }

    public int followers() {
        return followers.size();
    }

    @Override
    public Instant now() {
        return START.plus(passed);
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public List<Sighting> hosts() {
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 1; i <= hosts; i++) sightings.add(sighting(i));
        return sightings;
    }

    private Sighting sighting(int number) {
        double load = Script.load(number, passed);
        HostLoad hostLoad = new HostLoad(16, load * 16, load * 16 + 0.2, 0.1, 0, now().minusSeconds(2));
        HostInfo info = HostInfo.of(Script.host(number), number % 2 == 1 ? "az1" : "az2", hostLoad)
                .usage(new HostUsage(65_536L, 20_000L + 6_000L * number, null, null))
                .free(Resources.of(40, 60_000, 500))
                .base(Thresholds.DEFAULT)
                .current(Script.thresholds(number, passed))
                .standing(
                        new Standing(mode, paused, Script.lock(number), paused ? "paused" : Script.unavailable(number)))
                .build();
        return new Sighting(
                info,
                now().minusMillis(700),
                Script.attempts(number),
                Script.moves(number),
                number == 5 ? 1 : 0,
                Script.decision(number));
    }

    @Override
    public List<Sample> samples(Instant from, Instant to, int atMost) {
        List<Sample> samples = new ArrayList<>();
        for (Duration at = Duration.ZERO; at.compareTo(passed) <= 0 && hosts > 0; at = at.plus(INTERVAL)) {
            Instant instant = START.plus(at);
            boolean unmeasured = at.compareTo(GAP_FROM) > 0 && at.compareTo(GAP_UNTIL) < 0;
            if (!unmeasured && !instant.isBefore(from) && !instant.isAfter(to)) samples.add(sample(at));
        }
        return thinned(samples, atMost);
    }

    private static List<Sample> thinned(List<Sample> samples, int atMost) {
        if (samples.size() <= atMost) return samples;
        List<Sample> kept = new ArrayList<>();
        for (int i = 0; i < atMost; i++) kept.add(samples.get(i * (samples.size() - 1) / (atMost - 1)));
        return kept;
    }

    private Sample sample(Duration at) {
        List<HostSample> loads = new ArrayList<>();
        for (int i = 1; i <= hosts; i++) {
            Thresholds thresholds = Script.thresholds(i, at);
            loads.add(new HostSample(Script.host(i), Script.load(i, at), thresholds.push(), thresholds.pull()));
        }
        double[] values = loads.stream().mapToDouble(HostSample::load).toArray();
        boolean gap = at.equals(GAP_UNTIL);
        return new Sample(
                START.plus(at),
                gap,
                Script.entropy(values),
                java.util.Arrays.stream(values).average().orElse(Double.NaN),
                Script.attemptsAt(at),
                Script.migrationsAt(at),
                gap ? Double.NaN : Script.traffic(at),
                loads);
    }

    @Override
    public List<AuctionRow> auctions(int atMost) {
        if (hosts == 0) return List.of();
        return first(Script.auctions(mode), atMost).stream()
                .map(auction -> new AuctionRow(auction, 1, auction.openedAt()))
                .toList();
    }

    @Override
    public List<MigrationRow> migrations(int atMost) {
        return hosts == 0 || mode == Mode.ADVISE ? List.of() : first(Script.migrations(), atMost);
    }

    @Override
    public List<Advice> advice(int atMost) {
        return hosts == 0 || mode != Mode.ADVISE ? List.of() : first(Script.advice(), atMost);
    }

    private static <T> List<T> first(List<T> all, int atMost) {
        return all.subList(0, Math.min(atMost, all.size()));
    }

    @Override
    public Subscription follow(Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }
}
