package io.drover.engine;

import io.drover.model.Ewma;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Noise;
import io.drover.model.Outlook;
import io.drover.model.PendingLoad;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.LoadSettings;
import io.drover.model.Standing;
import io.drover.model.VariableThreshold;
import io.drover.strategy.Worth;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What this host's samples tell: smoothed loads, the load that they do not show yet, and its thresholds. */
final class LocalHost {

    /** What five samples take at the default interval: where samples are rare, each tells of as many of the kernel's. */
    private static final Duration WARM_UP_AT_MOST = Duration.ofSeconds(40);

    private static final int LASTING = 2;

    /** A host that has been hot in each sample for so long is so for another reason than a peak. */
    private static final Duration NO_PEAK = Duration.ofMinutes(15);

    private final Settings settings;
    private final List<PendingLoad> pending = new ArrayList<>();
    private final Promises promises = new Promises();
    private SortedMap<String, ServerEwmas> servers = new TreeMap<>();
    private VariableThreshold threshold;
    private boolean creeps;
    private HostObservation newest;
    private Ewma load = Ewma.EMPTY;
    private Noise noise = Noise.NONE;
    private double latest = Double.NaN;
    private Instant sampledAt;
    private Instant sampledSince;

    /** Load that is not its servers', CPUs; negative where they claim more than the host shows. */
    private Habit own = Habit.UNKNOWN;

    /** Since when each sample was hot; null: the newest was not. */
    private Instant hotSince;

    /** Samples in a row of a host that is full. */
    private int full;

    /** What {@link #load} says until something changes it; null: it has to be made anew. */
    private HostLoad known;

    LocalHost(Settings settings) {
        this.settings = settings;
        this.threshold = VariableThreshold.at(settings.strategy().thresholds());
        this.creeps = !threshold.settled();
    }

    /** Takes a sample in. One that is no newer than the last changes the servers, not the load. */
    void observed(HostObservation observation) {
        newest = observation;
        known = null;
        Instant before = sampledAt;
        boolean newer = observation.load().isPresent()
                && (sampledAt == null || observation.sampledAt().isAfter(sampledAt));
        if (newer) smooth(observation.load().getAsDouble(), observation.sampledAt());
        SortedMap<String, ServerEwmas> smoothed = new TreeMap<>();
        for (ServerObservation server : observation.servers()) {
            ServerEwmas next =
                    remembered(server.id()).with(server, settings.load().lambda());
            smoothed.put(server.id(), newer ? learning(next, server, before) : next);
        }
        servers = smoothed;
        promises.shown(observation);
        if (newer && promises.isEmpty()) own = own.with(latest - demands(observation), seconds(before));
        if (newer) judge();
    }

    private void judge() {
        full = Worth.full(load()) ? full + 1 : 0;
        if (!threshold.base().hot(load().normalized())) hotSince = null;
        else if (hotSince == null) hotSince = sampledAt;
    }

    /** What its last host knew of a newcomer is known here at once. */
    private ServerEwmas remembered(String id) {
        ServerEwmas here = servers.get(id);
        if (here != null) return here;
        return promises.coming(id).map(server -> ServerEwmas.of(server.cpu())).orElse(ServerEwmas.EMPTY);
    }

    private ServerEwmas learning(ServerEwmas server, ServerObservation seen, Instant before) {
        if (seen.load().isEmpty()) return server;
        return server.learning(demand(seen), seconds(before));
    }

    /** What it would use if its host let it, CPUs. */
    private double demand(ServerObservation seen) {
        double heldBack = Math.max(1, latest / Math.max(1, newest.cpus()));
        return Math.min(seen.vcpus(), seen.load().orElse(0) * heldBack);
    }

    private double demands(HostObservation observation) {
        double sum = 0;
        for (ServerObservation server : observation.servers()) sum += demand(server);
        return sum;
    }

    private double seconds(Instant before) {
        return before == null ? 0 : Duration.between(before, sampledAt).toNanos() / 1e9;
    }

    private void smooth(double observed, Instant at) {
        LoadSettings rules = settings.load();
        boolean gap = sampledAt == null || Duration.between(sampledAt, at).compareTo(rules.maxAge()) > 0;
        Ewma before = gap ? Ewma.EMPTY : load;
        double weight = before.nextWeight(rules.lambda());
        Instant previous = sampledAt == null ? at : sampledAt;
        if (!pending.isEmpty()) {
            pending.replaceAll(p -> p.sampled(rules.estimate(), previous, at, weight));
            pending.removeIf(PendingLoad::faded);
        }
        load = before.with(observed, rules.lambda());
        latest = observed;
        noise = gap ? Noise.NONE.with(observed) : noise.with(observed);
        if (gap) sampledSince = at;
        sampledAt = at;
    }

    /** Load that is agreed upon from now on, in CPUs; negative: it goes. */
    void promise(String auction, ServerInfo server, double cpus) {
        pending.add(PendingLoad.promised(auction, cpus));
        promises.add(auction, server, cpus >= 0);
        known = null;
    }

    /** The server changed hosts: samples will show it. */
    void moved(String auction, Instant at) {
        pending.replaceAll(p -> p.auction().equals(auction) ? p.moved(at) : p);
        promises.moved(auction, at);
        known = null;
    }

    /** It will not come, or go, after all. */
    void forget(String auction) {
        pending.removeIf(p -> p.auction().equals(auction) && p.movedAt() == null);
        promises.forget(auction);
        known = null;
    }

    HostLoad load() {
        if (known == null) known = reckoned();
        return known;
    }

    private HostLoad reckoned() {
        if (newest == null) return new HostLoad(0, Double.NaN, Double.NaN, 0, 0, Instant.EPOCH);
        double remaining = 0;
        if (!settings.strategy().thesisRules()) for (PendingLoad each : pending) remaining += each.remaining();
        return new HostLoad(
                newest.cpus(),
                load.value(),
                latest,
                noise.ofSmoothed(settings.load().lambda()),
                remaining,
                sampledAt == null ? Instant.EPOCH : sampledAt,
                settings.strategy().thesisRules() ? Outlook.UNKNOWN : outlook());
    }

    /** Of the servers that are here or will be once all that is agreed upon is done. */
    private Outlook outlook() {
        Outlook sum = Outlook.NONE;
        for (Map.Entry<String, ServerEwmas> server : servers.entrySet()) {
            if (!promises.leaves(server.getKey()))
                sum = sum.plus(server.getValue().cpu());
        }
        for (ServerInfo server : promises.arriving()) {
            if (!servers.containsKey(server.id())) sum = sum.plus(server.expected());
        }
        return new Outlook(Math.max(0, sum.mean() + own.mean()), sum.variance());
    }

    /** Whether the present load alone calls for action, whatever was to be expected. */
    boolean urgent() {
        if (!threshold.base().hot(load().normalized())) return false;
        boolean lasts = hotSince != null && !sampledAt.isBefore(hotSince.plus(NO_PEAK));
        return lasts || full >= LASTING || Worth.refuted(load(), threshold.base());
    }

    /** Servers that have come and that the samples need not show yet. */
    List<ServerInfo> arriving() {
        return promises.arriving();
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
                standing);
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
        if (load.observations() >= Ewma.WARM_UP) return Optional.empty();
        if (sampledAt != null && !sampledAt.isBefore(sampledSince.plus(WARM_UP_AT_MOST))) return Optional.empty();
        return Optional.of("warming up: " + load.observations() + " of " + Ewma.WARM_UP + " samples");
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
