package io.drover.engine;

import io.drover.model.Ewma;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.PendingLoad;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.LoadSettings;
import io.drover.model.Smoothed;
import io.drover.model.Standing;
import io.drover.model.VariableThreshold;
import io.drover.model.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What this host's samples tell: smoothed loads, the load that they do not show yet, and its thresholds. */
final class LocalHost {

    /** What five samples take at the default interval: where samples are rare, each tells of as many of the kernel's. */
    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(40);

    private static final double MOSTLY = 0.5;

    private final Settings settings;
    private final Contention contention;
    private final Relief relief = new Relief();
    private final List<PendingLoad> pending = new ArrayList<>();
    private SortedMap<String, ServerEwmas> servers = new TreeMap<>();
    private VariableThreshold threshold;
    private boolean creeps;
    private HostObservation newest;
    private Smoothed load = Smoothed.NOTHING;
    private double latest = Double.NaN;
    private Instant sampledAt;
    private Instant sampledSince;
    private Instant sampledBefore;

    private Instant judgedUntil = Instant.MIN;

    /** What {@link #load} says until something changes it; null: it has to be made anew. */
    private HostLoad known;

    LocalHost(Settings settings) {
        this.settings = settings;
        this.contention = new Contention(settings.load().contention());
        this.threshold = VariableThreshold.at(settings.strategy().thresholds());
        this.creeps = !threshold.settled();
    }

    /** Takes a sample in. One that is no newer than the last changes the servers, not the load. */
    void observed(HostObservation observation) {
        newest = observation;
        known = null;
        contention.observed(observation);
        if (observation.load().isPresent()
                && (sampledAt == null || observation.sampledAt().isAfter(sampledAt))) {
            smooth(observation.load().getAsDouble(), observation.sampledAt());
        }
        SortedMap<String, ServerEwmas> smoothed = new TreeMap<>();
        for (ServerObservation server : observation.servers()) {
            smoothed.put(
                    server.id(),
                    server(server.id()).with(server, settings.load().lambda()));
        }
        servers = smoothed;
    }

    private void smooth(double observed, Instant at) {
        LoadSettings rules = settings.load();
        boolean gap = sampledAt == null || Duration.between(sampledAt, at).compareTo(rules.maxAge()) > 0;
        Smoothed before = gap ? Smoothed.NOTHING : load;
        Instant previous = sampledAt == null ? at : sampledAt;
        double expected = before.mean().value() + shown(previous, at);
        double weight = before.weight(observed, expected, rules.lambda());
        judge(observed - expected, previous, at);
        if (!pending.isEmpty()) {
            pending.replaceAll(p -> p.sampled(rules.estimate(), previous, at, weight));
            pending.removeIf(PendingLoad::faded);
        }
        load = before.with(observed, expected, rules.lambda());
        latest = observed;
        if (gap) sampledSince = at;
        sampledBefore = previous;
        sampledAt = at;
    }

    /** By how much a sample taken now would differ from the smoothed load for what is known to come and go. */
    private double shown(Instant previous, Instant at) {
        double sum = 0;
        for (PendingLoad each : pending) {
            double whole =
                    each.sampled(settings.load().estimate(), previous, at, 1).shown();
            sum += each.cpus() * (whole - each.shown());
        }
        return sum;
    }

    /** Holds what went against what this sample, the first that was taken wholly after it, shows. */
    private void judge(double above, Instant previous, Instant at) {
        double gone = 0;
        for (PendingLoad each : pending) {
            boolean first = each.movedAt() != null
                    && !each.movedAt().isAfter(previous)
                    && each.movedAt().isAfter(judgedUntil);
            if (each.cpus() < 0 && first) gone -= each.cpus();
        }
        judgedUntil = previous;
        if (gone > 0) relief.shown(gone, above, StrictMath.sqrt(load.noise().variance()), load(), at);
    }

    /** Whether the newest sample shows more of what changed then than it hides. */
    boolean shows(Instant changedAt) {
        return sampledBefore != null && settings.load().estimate().shown(changedAt, sampledBefore, sampledAt) >= MOSTLY;
    }

    /** Why this host is hot whatever its load; empty: nothing is contended. */
    Optional<String> contended(Instant now) {
        return contention.lasting(now);
    }

    /** Why it would not help to give servers away; empty: it would. */
    Optional<String> beyondRelief(Instant now) {
        return settings.strategy().rules().judgesRelief() ? relief.stopped(load(), now) : Optional.empty();
    }

    /** Load that is agreed upon from now on, in CPUs; negative: it goes. */
    void promise(String auction, double cpus) {
        pending.add(PendingLoad.promised(auction, cpus));
        known = null;
    }

    /** The server changed hosts: samples will show it. */
    void moved(String auction, Instant at) {
        pending.replaceAll(p -> p.auction().equals(auction) ? p.moved(at) : p);
        known = null;
    }

    /** It will not come, or go, after all. */
    void forget(String auction) {
        pending.removeIf(p -> p.auction().equals(auction) && p.movedAt() == null);
        known = null;
    }

    HostLoad load() {
        if (known == null) known = reckoned();
        return known;
    }

    private HostLoad reckoned() {
        if (newest == null) return new HostLoad(0, Double.NaN, Double.NaN, 0, 0, Instant.EPOCH);
        double remaining = 0;
        if (settings.strategy().rules().countsPromised())
            for (PendingLoad each : pending) remaining += each.remaining();
        return new HostLoad(
                newest.cpus(),
                load.mean().value(),
                latest,
                load.deviation(settings.load().lambda()),
                remaining,
                sampledAt == null ? Instant.EPOCH : sampledAt);
    }

    /**
     * @param sound whether the load may be believed; else peers are told that there is none
     */
    HostInfo info(Resources promised, Standing standing, boolean sound) {
        HostLoad load = load();
        return new HostInfo(
                settings.host(),
                settings.group(),
                sound ? load : new HostLoad(load.cpus(), Double.NaN, Double.NaN, 0, 0, load.sampledAt()),
                newest == null ? HostUsage.UNKNOWN : newest.usage(),
                newest == null ? Resources.NONE : newest.free().minus(promised),
                threshold.base(),
                threshold.current(),
                standing,
                newest == null ? Vitals.UNKNOWN : newest.vitals());
    }

    /** What is wrong with the newest sample. */
    Optional<String> problem() {
        return newest == null ? Optional.empty() : newest.problem();
    }

    /** Why the samples allow no decision now; empty: they do. */
    Optional<String> unsound(Instant now) {
        if (newest == null) return Optional.of("no sample yet");
        if (newest.problem().isPresent()) return newest.problem();
        if (newest.cpus() <= 0) return Optional.of("the number of CPUs is unknown");
        if (!load().measured()) return Optional.of("no valid load");
        if (now.isAfter(sampledAt.plus(settings.load().maxAge()))) {
            return Optional.of("stale load: " + Duration.between(sampledAt, now).toSeconds() + " s old");
        }
        return Optional.empty();
    }

    /** Why the smoothed load says little yet; empty: it has its first value. */
    Optional<String> warmingUp() {
        if (load.warm()) return Optional.empty();
        if (sampledAt != null && !sampledAt.isBefore(sampledSince.plus(WARM_UP_AT_MOST))) return Optional.empty();
        return Optional.of("warming up: " + load.samples() + " of " + Ewma.WARM_UP + " samples");
    }

    HostObservation newest() {
        return newest;
    }

    ServerEwmas server(String id) {
        return servers.getOrDefault(id, ServerEwmas.EMPTY);
    }

    VariableThreshold threshold() {
        return threshold;
    }

    void creep() {
        threshold = threshold.crept();
        creeps = !threshold.settled();
    }

    void resetThreshold() {
        threshold = threshold.reset();
        creeps = !threshold.settled();
    }

    boolean creeps() {
        return creeps;
    }
}
