package io.drover.dashboard;

import io.drover.auction.AuctionSummary;
import io.drover.auction.AuctionSummary.Bid;
import io.drover.auction.AuctionSummary.Verdict;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A fleet of many hosts with eight servers each in a busy hour. Of a hundred hosts three are hot, seven cold, and of
 * one nothing is known; sixty migrations run, and auctions with 64 bids each are held all the time.
 */
final class GreatFleet implements FleetView {

    private static final Instant START = Instant.parse("2026-01-31T13:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final int HOUR = 720;
    private static final int SERVERS = 8;
    private static final int CPUS = 32;
    private static final int BIDS = 64;
    private static final int RUNNING = 60;

    private final int hosts;
    private final List<Sample> samples = new ArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    /** After an hour. */
    GreatFleet(int hosts) {
        this.hosts = hosts;
        for (int i = 0; i <= HOUR; i++) samples.add(sample(i));
    }

    /** Lets an interval pass and tells who follows. */
    void pass() {
        synchronized (samples) {
            samples.add(sample(samples.size()));
        }
        followers.forEach(Runnable::run);
    }

    private int ticks() {
        synchronized (samples) {
            return samples.size() - 1;
        }
    }

    private static String host(int number) {
        return String.format(Locale.ROOT, "compute-%04d", number);
    }

    private static String server(int number) {
        return new UUID(0x9E3779B97F4A7C15L * (number + 1), 0x8C2A4F0D1B3E5A77L ^ number).toString();
    }

    private static boolean unknown(int number) {
        return number % 100 == 41;
    }

    private static double load(int number, int tick) {
        if (unknown(number)) return Double.NaN;
        double level = 0.36 + 0.24 * ((number * 0.618034) % 1);
        if (number % 100 == 17 || number % 100 == 50 || number % 100 == 83)
            level = 0.76 + 0.18 * ((number * 0.7548) % 1);
        else if (number % 14 == 3) level = 0.08 + 0.16 * ((number * 0.5698) % 1);
        double minute = tick / 12.0;
        return level + 0.02 * Math.sin(minute * 0.9 + number * 2.1) + 0.01 * Math.sin(minute * 7.3 + number);
    }

    private Sample sample(int tick) {
        List<HostSample> all = new ArrayList<>();
        for (int i = 1; i <= hosts; i++) {
            all.add(new HostSample(
                    host(i), load(i, tick), Thresholds.DEFAULT.push() - 0.05 * (i % 4), Thresholds.DEFAULT.pull()));
        }
        double[] loads = all.stream()
                .mapToDouble(HostSample::load)
                .filter(Double::isFinite)
                .toArray();
        double mean = Arrays.stream(loads).average().orElse(Double.NaN);
        return new Sample(
                START.plus(INTERVAL.multipliedBy(tick)), false, 0.985, mean, tick % 4, tick % 3, 180 + tick % 40, all);
    }

    @Override
    public Instant now() {
        return START.plus(INTERVAL.multipliedBy(ticks()));
    }

    @Override
    public Duration interval() {
        return INTERVAL;
    }

    @Override
    public List<Sighting> hosts() {
        int tick = ticks();
        Instant now = now();
        List<Sighting> sightings = new ArrayList<>();
        for (int i = 1; i <= hosts; i++) sightings.add(sighting(i, tick, now));
        return sightings;
    }

    private static Sighting sighting(int number, int tick, Instant now) {
        double load = load(number, tick) * CPUS;
        HostInfo info = HostInfo.of(
                        host(number),
                        "az" + (1 + number % 3),
                        new HostLoad(CPUS, load, load + 0.2, 0.1, 0, now.minusSeconds(2)))
                .usage(new HostUsage(262_144L, 40_000L + number % 150 * 1_000L, null, null))
                .free(Resources.of(40, 60_000, 500))
                .standing(new Standing(
                        number % 250 == 8 ? Mode.ADVISE : Mode.ENFORCE,
                        number % 200 == 77,
                        "",
                        number % 200 == 77 ? "paused" : ""))
                .build();
        String decision = number % 10 == 7
                ? "gave " + server(number) + " to " + host(1 + number * 7 % 1000) + ", which has the best balance"
                : "";
        return new Sighting(
                info, now.minusMillis(700), number % 9 + tick % 3, number % 5, number % 97 == 0 ? 1 : 0, decision);
    }

    @Override
    public List<Sample> samples(Instant from, Instant to, int atMost) {
        List<Sample> span;
        synchronized (samples) {
            span = samples.stream()
                    .filter(sample ->
                            !sample.at().isBefore(from) && !sample.at().isAfter(to))
                    .toList();
        }
        if (span.size() <= atMost) return span;
        List<Sample> kept = new ArrayList<>();
        for (int i = 0; i < atMost; i++) kept.add(span.get(i * (span.size() - 1) / (atMost - 1)));
        return kept;
    }

    @Override
    public List<AuctionRow> auctions(int atMost) {
        int tick = ticks();
        List<AuctionRow> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(atMost, 200); i++) {
            AuctionSummary auction = auction(tick - i);
            rows.add(new AuctionRow(auction, 1, auction.openedAt()));
        }
        return rows;
    }

    private AuctionSummary auction(int tick) {
        int auctioneer = 1 + Math.floorMod(tick * 100 + 17, hosts);
        Random random = new Random(tick);
        List<Bid> bids = new ArrayList<>();
        for (int i = 0; i < BIDS; i++) {
            int bidder = 1 + (auctioneer + i * 13) % hosts;
            boolean won = i == 5;
            double worth = won ? 0.97 : 0.93 + 0.03 * random.nextDouble();
            Verdict verdict = won ? Verdict.WON : i % 9 == 8 ? Verdict.DECLINED : Verdict.LOST;
            String why = won ? "best balance" : "less than the best pair by some thousandths";
            bids.add(new Bid(
                    host(bidder), 0.3 + 0.2 * random.nextDouble(), SERVERS, server(i), worth, 20 + i, verdict, why));
        }
        Instant opened = START.plus(INTERVAL.multipliedBy(tick));
        return new AuctionSummary(
                host(auctioneer) + "/mjv0q2k1/" + tick,
                host(auctioneer),
                "push",
                opened,
                opened.plusMillis(800),
                0.74,
                0.70,
                "moved",
                bids.get(5).host() + " has the best balance of the fleet among the cheaper pairs",
                server(tick),
                host(auctioneer),
                bids.get(5).host(),
                0.93,
                0.97,
                bids,
                12);
    }

    @Override
    public List<MigrationRow> migrations(int atMost) {
        int tick = ticks();
        List<MigrationRow> rows = new ArrayList<>();
        for (int i = 0; i < Math.min(atMost, 400); i++) rows.add(migration(tick, i));
        return rows;
    }

    private MigrationRow migration(int tick, int back) {
        boolean running = back < RUNNING;
        boolean failed = !running && back % 11 == 0;
        int number = tick - back;
        Instant began = START.plus(INTERVAL.multipliedBy(number));
        return new MigrationRow(
                host(1 + Math.floorMod(number * 100 + 17, hosts)) + "/mjv0q2k1/" + number,
                server(number),
                host(1 + Math.floorMod(number * 100 + 17, hosts)),
                host(1 + Math.floorMod(number * 31, hosts)),
                "push",
                began,
                running ? null : began.plusSeconds(250),
                running ? "running" : failed ? "failed" : "completed",
                failed ? "aborted: no progress for 60 s" : "",
                running ? Math.min(0.99, 0.1 + back / 70.0) : failed ? 0.4 : 1,
                0.93,
                0.94,
                280,
                running ? Double.NaN : 250,
                0.03);
    }

    @Override
    public List<Advice> advice(int atMost) {
        List<Advice> advice = new ArrayList<>();
        for (int i = 1; i <= hosts && advice.size() < atMost; i++) {
            if (i % 10 != 8) continue;
            Instant at = now().minusSeconds(i);
            advice.add(new Advice(
                    at, host(i), "push", server(i), host(i), host(1 + i * 3 % hosts), 0.93, 0.94, 30, "best balance"));
        }
        return advice;
    }

    @Override
    public Subscription follow(Runnable changed) {
        followers.add(changed);
        return () -> followers.remove(changed);
    }
}
