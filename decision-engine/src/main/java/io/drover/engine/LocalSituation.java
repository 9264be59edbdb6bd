package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.DrainProgress;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Pauses;
import io.drover.auction.Settled;
import io.drover.auction.Situation;
import io.drover.model.Allocation;
import io.drover.model.Exchange;
import io.drover.model.HostInfo;
import io.drover.model.Mode;
import io.drover.model.Outcome;
import io.drover.model.Pricing;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.model.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * This host as its negotiations see it: samples, open negotiations, cool-downs, pauses, drains and advice in one place.
 * What is locked or promised is read off the open negotiations.
 */
final class LocalSituation implements Situation {

    /** More than can be ordered while a message is worth anything. */
    private static final int ORDERS = 256;

    final LocalHost local;
    final Cooldowns cooldowns;
    final SortedMap<String, Negotiation> negotiations = new TreeMap<>();
    final Counters counters = new Counters();
    final TimerDeadlines alarms = new TimerDeadlines();
    final Chronicle chronicle;
    final Draining draining;
    final Recovery recovery = new Recovery();
    final Proposing proposing;
    final Conduct conduct;
    final Spreading spreading;
    final StrategyChoice choosing;
    private final RecentIds ordered = new RecentIds(ORDERS);
    Pauses pauses = Pauses.NONE;

    private final Settings settings;
    private final Engagements engagements;
    private final Offering offering;
    private final Taking taking;
    private Pricing pricing;
    private Instant now = Instant.EPOCH;
    private String epoch = "0";
    private long sequence;

    LocalSituation(Settings settings) {
        this.settings = settings;
        this.pricing = Pricing.modelled(settings.migration());
        this.local = new LocalHost(settings);
        this.chronicle = new Chronicle(settings.host());
        this.cooldowns = new Cooldowns(settings);
        this.draining = new Draining(settings, local);
        this.proposing = new Proposing(settings.advice());
        this.conduct = new Conduct(settings);
        this.spreading = new Spreading(settings);
        this.choosing = new StrategyChoice(settings.strategy());
        this.engagements = new Engagements(settings.migration(), local, negotiations);
        this.offering = new Offering(this, engagements);
        this.taking = new Taking(this, engagements);
    }

    /** A new run of the agent: ids of this run differ from those of all others. */
    void started(Instant at) {
        epoch = Long.toString(at.toEpochMilli(), Character.MAX_RADIX);
        now = at;
        chronicle.started(at);
    }

    void at(Instant instant) {
        now = instant;
    }

    String nextId() {
        return settings.host() + "/" + epoch + "/" + Long.toString(++sequence, Character.MAX_RADIX);
    }

    boolean own(String auction) {
        return auction.startsWith(settings.host() + "/");
    }

    /** Nova has been asked, or is about to be. */
    void ordered(String auction) {
        ordered.add(auction);
    }

    /** Whether this auction is known to have moved nothing: an earlier run's may have. */
    boolean movedNothing(String auction) {
        return auction.startsWith(settings.host() + "/" + epoch + "/") && !ordered.contains(auction);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public HostInfo self() {
        String lockedBy = engagements.lockedBy().orElse("");
        String unavailable = unavailable("", drains() ? Grounds.DRAINING : Grounds.EXPECTED)
                .map(Refusal::reason)
                .orElse("");
        Standing standing =
                new Standing(settings.mode(), pauses.hold(settings.group()), lockedBy, unavailable, drains());
        Allocation allocation = spreading.wanted() ? engagements.allocation(drains()) : Allocation.UNKNOWN;
        return local.info(engagements.promised(), standing, local.unsound(now).isEmpty(), allocation);
    }

    /** Whether this host is to be emptied. */
    boolean drains() {
        return draining.active();
    }

    @Override
    public Optional<Refusal> unavailable(String auction, Grounds grounds) {
        boolean drain = grounds == Grounds.DRAINING;
        Optional<String> why = standingStill(drain);
        if (why.isPresent()) return Optional.of(new Refusal(false, why.get()));
        Optional<String> recovers = drain && (!drains() || draining.atOnce()) ? Optional.empty() : recovery.goesOn(now);
        if (recovers.isPresent()) return Optional.of(new Refusal(false, recovers.get()));
        return drain && drains()
                ? engagements.crowded(auction, draining.parallel())
                : engagements.busy(auction, !drain);
    }

    private Optional<String> standingStill(boolean drain) {
        if (pauses.hold(settings.group())) return Optional.of("paused");
        Optional<String> mute = mute();
        if (mute.isPresent()) return mute;
        boolean closed = !drain && !settings.migration().windows().open(now);
        return closed ? Optional.of("outside of the change windows") : Optional.empty();
    }

    /** Why this agent bids for nothing at all. */
    private Optional<String> mute() {
        if (settings.mode().compareTo(Mode.ADVISE) < 0) {
            return Optional.of("mode " + settings.mode().word());
        }
        return local.unsound(now);
    }

    /** Why a new server should not come here. A pause, or a move that goes on, is no reason: neither binds Nova. */
    Optional<String> whyNotPlace(ServerInfo server) {
        return mute().or(() -> whyNotTake(server, Grounds.EXPECTED));
    }

    @Override
    public Offers offers(String auction) {
        return offering.offers(auction, now);
    }

    /** Those that may leave to even out what hosts hold. */
    List<ServerInfo> spreadable() {
        return offering.spreadable(now);
    }

    /** Whether the server is on this host, as far as it is known, or has come though no sample shows it yet. */
    boolean lives(String server) {
        return local.newest().servers().stream().anyMatch(seen -> seen.id().equals(server))
                || local.arriving().stream().anyMatch(coming -> coming.id().equals(server));
    }

    /** A server that did not go. */
    void penalise(Settled settled) {
        counters.failedMigrations++;
        draining.concluded(
                "the last that was to go did not: " + settled.outcome().reason());
        if (settled.outcome() instanceof Outcome.Failed)
            cooldowns.failed(settled.server().id(), now);
        if (settled.outcome() instanceof Outcome.Refused) {
            cooldowns.refused(settled.server().id(), settled.peer(), now);
        }
    }

    /** A server that has gone. What its move has taken is learnt from Nova alone: peers could say anything. */
    void gave(Settled moved) {
        cooldowns.took(moved.peer());
        if (!settings.strategy().rules().learnsTimes() || !(moved.outcome() instanceof Outcome.Done done)) return;
        pricing = pricing.learning(moved.server(), moved.peer(), done, now);
    }

    @Override
    public Pricing pricing() {
        return pricing.at(now);
    }

    /** Whether soft anti-affinity groups hold up the drain from now on no more; once in a drain. */
    boolean bends(Settled.Ending ending) {
        if (!drains() || draining.bends() || ending != Settled.Ending.NOBODY || !offering.bendable()) return false;
        draining.bend();
        return true;
    }

    DrainProgress drained() {
        return offering.progress(now);
    }

    @Override
    public Mode mode(String server) {
        return local.newest() == null
                ? settings.mode()
                : local.newest().servers().stream()
                        .filter(here -> here.id().equals(server))
                        .findFirst()
                        .map(here -> settings.mode().least(here.mode()))
                        .orElse(settings.mode());
    }

    @Override
    public Optional<String> whyNotTake(ServerInfo server, Grounds grounds) {
        return taking.whyNot(server, grounds);
    }

    @Override
    public boolean bidsExchanges() {
        return settings.mode() == Mode.ENFORCE
                && settings.strategy().rules().exchanges()
                && choosing.push(now)
                && engagements.unbinding() < Engagements.UNBINDING;
    }

    @Override
    public Optional<String> whyNotTake(Exchange exchange) {
        return taking.whyNot(exchange);
    }

    @Override
    public Optional<String> whyNotGetBack(Exchange exchange) {
        return taking.whyNotBack(exchange);
    }

    /** Where the thesis' rules hold, only time tells. */
    @Override
    public boolean shows(Hold moved) {
        if (!settings.strategy().rules().settlesByEvidence()
                || local.unsound(now).isPresent()) return false;
        boolean arrives = moved.cpus() > 0; // what has gone is offered no more, though Nova lists it for seconds
        boolean here = local.newest().servers().stream()
                .anyMatch(server -> server.id().equals(moved.server().id()));
        return (here || !arrives) && local.shows(moved.movedAt());
    }

    @Override
    public Grounds grounds() {
        if (drains()) return Grounds.DRAINING;
        if (local.memory().lasting()) return Grounds.MEMORY;
        if (local.contended(now).isPresent()) return Grounds.CONTENDED;
        if (local.hotAtPresent()) return Grounds.PRESENT;
        if (spreading.asks()) return Grounds.UNEVEN;
        return local.coldAtPresent() ? Grounds.PRESENT : Grounds.EXPECTED;
    }

    @Override
    public Optional<String> passedOver(String peer) {
        return conduct.passedOver(peer, now);
    }

    @Override
    public Optional<String> nothingComes(HostInfo source) {
        return source.standing().draining() ? Optional.empty() : cooldowns.nothingComes(source.group(), now);
    }

    @Override
    public Optional<String> denied(String peer) {
        return conduct.denied(peer, now);
    }

    /** What has to leave is tried on every host. */
    @Override
    public boolean barred(String server, String destination) {
        return cooldowns.barred(server, destination, now) || !drains() && cooldowns.barred(destination, now);
    }

    @Override
    public Effect send(Address to, String auction, Message message, Duration worth) {
        return new Effect.Send(new Envelope(nextId(), settings.host(), to, auction, now, message), worth);
    }
}
