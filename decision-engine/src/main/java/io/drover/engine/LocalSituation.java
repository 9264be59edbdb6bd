package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.DrainProgress;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Pauses;
import io.drover.auction.Situation;
import io.drover.model.HostInfo;
import io.drover.model.HostObservation;
import io.drover.model.Mode;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Standing;
import io.drover.strategy.Acceptance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * This host as its negotiations see it: samples, open negotiations, cool-downs, pauses and drains in one place. What is locked
 * or promised is read off the open negotiations.
 */
final class LocalSituation implements Situation {

    /** More than can be ordered while a message is worth anything. */
    private static final int ORDERS = 256;

    final LocalHost local;
    final Cooldowns stays;
    final SortedMap<String, Negotiation> negotiations = new TreeMap<>();
    final Counters counters = new Counters();
    final TimerDeadlines alarms = new TimerDeadlines();
    final Chronicle chronicle;
    final Draining draining;
    private final RecentIds ordered = new RecentIds(ORDERS);
    Pauses pauses = Pauses.NONE;

    private final Settings settings;
    private final Acceptance acceptance;
    private final Engagements engagements;
    private final Offering offering;
    private Instant now = Instant.EPOCH;
    private String epoch = "0";
    private long sequence;

    LocalSituation(Settings settings) {
        this.settings = settings;
        this.local = new LocalHost(settings);
        this.chronicle = new Chronicle(settings.host());
        this.stays = new Cooldowns(settings);
        this.acceptance = new Acceptance(settings.strategy().rules().acceptsByCrept());
        this.draining = new Draining(settings, local);
        this.engagements = new Engagements(settings.migration(), local, negotiations);
        this.offering = new Offering(settings, local, engagements, stays, draining);
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
        return local.info(engagements.promised(), standing, local.unsound(now).isEmpty());
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
        return drain && drains()
                ? engagements.crowded(auction, draining.parallel())
                : engagements.busy(auction, !drain);
    }

    private Optional<String> standingStill(boolean drain) {
        if (pauses.hold(settings.group())) return Optional.of("paused");
        if (settings.mode().compareTo(Mode.ADVISE) < 0) {
            return Optional.of("mode " + settings.mode().name().toLowerCase(Locale.ROOT));
        }
        Optional<String> unsound = local.unsound(now);
        if (unsound.isPresent()) return unsound;
        boolean closed = !drain && !settings.migration().windows().open(now);
        return closed ? Optional.of("outside of the change windows") : Optional.empty();
    }

    @Override
    public Offers offers(String auction) {
        return offering.offers(auction, now);
    }

    DrainProgress drained() {
        return offering.progress(now);
    }

    @Override
    public Optional<String> whyNotTake(ServerInfo server, Grounds grounds) {
        HostObservation seen = local.newest();
        if (seen == null) return Optional.of("no sample yet");
        if (drains()) return Optional.of("is to be emptied itself");
        if (seen.closed().isPresent()) return seen.closed();
        Optional<String> contended = local.contended(now);
        if (contended.isPresent()) return contended;
        Collection<ServerObservation> here = seen.servers();
        if (here.stream().anyMatch(s -> s.id().equals(server.id()))) return Optional.of("it is here already");
        Resources free = seen.free().minus(engagements.promised());
        if (!server.resources().fitIn(free)) return Optional.of("no room for " + server.resources() + " in " + free);
        for (String group : server.antiAffinity()) {
            if (here.stream().anyMatch(s -> s.antiAffinity().contains(group)) || engagements.expects(server, group)) {
                return Optional.of("a member of its anti-affinity group " + group + " is here");
            }
        }
        return acceptance.destination(self(), server, grounds, settings.drain().ceiling());
    }

    /** Where the thesis' rules hold, only time tells. */
    @Override
    public boolean shows(Hold moved) {
        if (!settings.strategy().rules().settlesByEvidence()
                || local.unsound(now).isPresent()) return false;
        boolean arrives = moved.cpus() > 0;
        boolean here = local.newest().servers().stream()
                .anyMatch(server -> server.id().equals(moved.server().id()));
        return here == arrives && local.shows(moved.movedAt());
    }

    @Override
    public Grounds grounds() {
        if (drains()) return Grounds.DRAINING;
        if (local.contended(now).isPresent()) return Grounds.CONTENDED;
        return local.hotAtPresent() || local.coldAtPresent() ? Grounds.PRESENT : Grounds.EXPECTED;
    }

    @Override
    public boolean barred(String server, String destination) {
        return stays.barred(server, destination, now);
    }

    @Override
    public Effect send(Address to, String auction, Message message, Duration worth) {
        return new Effect.Send(new Envelope(nextId(), settings.host(), to, auction, now, message), worth);
    }
}
