package io.drover.engine;

import io.drover.model.Allocation;
import io.drover.model.Ewma;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.LoadSettings;
import io.drover.model.Outlook;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.model.Smoothed;
import io.drover.model.Standing;
import io.drover.model.VariableThreshold;
import io.drover.model.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What this host's samples tell: smoothed loads, the load that they do not show yet, and its thresholds. */
final class LocalHost {

    /** What five samples take at the default interval: where samples are rare, each tells of as many of the kernel's. */
    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(40);

    private static final Duration YOUTH = Duration.ofMinutes(5);

    private static final double MOSTLY = 0.5;

    /** No source tells a load from further ahead. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final Settings settings;
    private final Contention contention;
    private final MemoryUse memory;
    private final Relief relief = new Relief();
    private final PendingLoads pending;
    private final ServerHabits habits;
    private final PresentLoad present = new PresentLoad();
    private VariableThreshold threshold;
    private boolean creeps;
    private HostObservation newest;
    private Smoothed load = Smoothed.NOTHING;
    private double latest = Double.NaN;
    private Instant firstAt;
    private Instant sampledAt;
    private Instant sampledSince;
    private Instant sampledBefore;

    /** What {@link #load} says until something changes it; null: it has to be made anew. */
    private HostLoad known;

    LocalHost(Settings settings) {
        this.settings = settings;
        this.contention = new Contention(settings.load().contention());
        this.memory = new MemoryUse(settings.strategy());
        this.habits = new ServerHabits(settings);
        this.pending = new PendingLoads(settings.load().estimate());
        this.threshold = VariableThreshold.at(settings.strategy().thresholds());
        this.creeps = !threshold.settled();
    }

    /**
     * Whether the load is from the future: the clock has stepped back, and no sample would be newer for as long. Then the
     * load is forgotten.
     */
    boolean steppedBack(Instant now) {
        if (sampledAt == null || !sampledAt.isAfter(now.plus(SKEW))) return false;
        load = Smoothed.NOTHING;
        latest = Double.NaN;
        firstAt = null;
        sampledAt = null;
        sampledBefore = null;
        known = null;
        return true;
    }

    /** Takes a sample in. One that is no newer than the last changes the servers, not the load. */
    void observed(HostObservation observation) {
        newest = observation;
        known = null;
        contention.observed(observation);
        memory.observed(observation);
        Instant previous = sampledAt;
        boolean newer = observation.load().isPresent()
                && (sampledAt == null || observation.sampledAt().isAfter(sampledAt));
        double noise = StrictMath.sqrt(load.noise().variance());
        if (newer) smooth(observation.load().getAsDouble(), observation.sampledAt());
        Outlook expected = habits.outlook();
        habits.observed(observation);
        if (newer) habits.learn(observation, latest, seconds(previous));
        known = null;
        if (newer) present.sampled(load(), new PresentLoad.Expected(expected, noise), threshold.base());
    }

    private double seconds(Instant before) {
        return before == null ? 0 : Duration.between(before, sampledAt).toNanos() / 1e9;
    }

    private void smooth(double observed, Instant at) {
        LoadSettings rules = settings.load();
        boolean gap = sampledAt == null || Duration.between(sampledAt, at).compareTo(rules.maxAge()) > 0;
        Smoothed before = gap ? Smoothed.NOTHING : load;
        Instant previous = sampledAt == null ? at : sampledAt;
        double expected = before.mean().value() + pending.shown(previous, at);
        double weight = before.weight(observed, expected, rules.lambda());
        double scatter = StrictMath.sqrt(load.noise().variance());
        double gone = pending.goneBefore(previous);
        pending.sampled(new PendingLoads.Taken(previous, at, weight, observed - expected, scatter));
        load = before.with(observed, expected, rules.lambda());
        latest = observed;
        if (gap) sampledSince = at;
        sampledBefore = previous;
        sampledAt = at;
        if (firstAt == null) firstAt = at;
        known = null;
        if (gone > 0) relief.shown(gone, observed - expected, scatter, load(), at);
    }

    /** Whether the newest sample shows more of what changed then than it hides. */
    boolean shows(Instant changedAt) {
        return sampledBefore != null && settings.load().estimate().shown(changedAt, sampledBefore, sampledAt) >= MOSTLY;
    }

    /** Why this host is hot whatever its load; empty: nothing is contended. */
    Optional<String> contended(Instant now) {
        return contention.lasting(now);
    }

    MemoryUse memory() {
        return memory;
    }

    /** Why it would not help to give servers away; empty: it would. */
    Optional<String> beyondRelief(Instant now) {
        return settings.strategy().rules().judgesRelief() ? relief.stopped(load(), now) : Optional.empty();
    }

    /** Load that is agreed upon from now on, in CPUs; negative: it goes. */
    void promise(String auction, ServerInfo server, double cpus) {
        pending.promise(auction, cpus);
        habits.agreed(auction, server, cpus >= 0);
        known = null;
    }

    /**
     * The server changed hosts: samples will show it, or have begun to.
     *
     * @param at not after now
     */
    void moved(String auction, Instant at) {
        habits.moved(auction, at);
        known = null;
        pending.moved(auction, at)
                .filter(late -> sampledAt != null)
                .ifPresent(late -> relief.shown(late.predicted(), late.above(), late.deviation(), load(), sampledAt));
    }

    /** It will not come, or go, after all. */
    void forget(String auction) {
        pending.forget(auction);
        habits.forget(auction);
        known = null;
    }

    HostLoad load() {
        if (known == null) known = reckoned();
        return known;
    }

    private HostLoad reckoned() {
        if (newest == null) return HostLoad.unknown(0, Instant.EPOCH);
        double remaining = settings.strategy().rules().countsPromised() ? pending.remaining() : 0;
        return new HostLoad(
                newest.cpus(),
                load.mean().value(),
                latest,
                load.deviation(settings.load().lambda()),
                remaining,
                sampledAt == null ? Instant.EPOCH : sampledAt,
                habits.outlook());
    }

    /** Whether the present load alone calls for action, whatever was to be expected. */
    boolean hotAtPresent() {
        return threshold.base().hot(load().normalized()) && (young() || present.hot());
    }

    /** Whether this agent has seen too little for an outlook: a step among few samples looks like their nature. */
    boolean young() {
        return firstAt == null || sampledAt.isBefore(firstAt.plus(YOUTH));
    }

    /** Whether the present load alone calls for servers, whatever was to be expected. */
    boolean coldAtPresent() {
        return threshold.base().cold(load().normalized()) && (young() || present.cold());
    }

    /** Whether it has gone, though the newest sample may show it still. */
    boolean gone(String server) {
        return habits.gone(server);
    }

    /** Whether the newest sample's load shows that it has come or gone; its lists, which Nova made, may lag behind. */
    boolean hasMoved(String server) {
        return settings.strategy().rules().settlesByEvidence()
                && habits.movedAt(server).filter(this::shows).isPresent();
    }

    /** Servers that have come and that the samples need not show yet. */
    List<ServerInfo> arriving() {
        return habits.arriving();
    }

    /**
     * @param sound whether the load may be believed; else peers are told that there is none
     */
    HostInfo info(Resources promised, Standing standing, boolean sound, Allocation allocation) {
        HostLoad load = load();
        return HostInfo.of(
                        settings.host(),
                        settings.group(),
                        sound ? load : HostLoad.unknown(load.cpus(), load.sampledAt()))
                .usage(newest == null ? HostUsage.UNKNOWN : newest.usage())
                .free(newest == null ? Resources.NONE : newest.free().minus(promised))
                .base(threshold.base())
                .current(threshold.current())
                .standing(standing)
                .vitals(newest == null ? Vitals.UNKNOWN : newest.vitals())
                .allocation(allocation)
                .build();
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
        return habits.of(id);
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
