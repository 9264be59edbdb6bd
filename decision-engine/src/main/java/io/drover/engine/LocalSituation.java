package io.drover.engine;

import io.drover.auction.Address;
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
import io.drover.model.Settings.MigrationSettings;
import io.drover.model.Standing;
import io.drover.strategy.Acceptance;
import io.drover.strategy.Pricing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * This host as its negotiations see it: samples, open negotiations, cool-downs and pauses in one place. What is locked
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
    private final RecentIds ordered = new RecentIds(ORDERS);
    Pauses pauses = Pauses.NONE;

    private final Settings settings;
    private final Acceptance acceptance;
    private Instant now = Instant.EPOCH;
    private String epoch = "0";
    private long sequence;

    LocalSituation(Settings settings) {
        this.settings = settings;
        this.local = new LocalHost(settings);
        this.chronicle = new Chronicle(settings.host());
        this.stays = new Cooldowns(settings);
        this.acceptance = new Acceptance(settings.strategy().rules().acceptsByCrept());
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
        String lockedBy = negotiations.isEmpty()
                ? ""
                : holders(Hold::lease).findFirst().map(Negotiation::auction).orElse("");
        String unavailable = unavailable("").map(Refusal::reason).orElse("");
        Standing standing = new Standing(settings.mode(), pauses.hold(settings.group()), lockedBy, unavailable);
        return local.info(promised(), standing, local.unsound(now).isEmpty());
    }

    @Override
    public Optional<Refusal> unavailable(String auction) {
        Optional<String> why = standingStill();
        return why.isPresent() ? Optional.of(new Refusal(false, why.get())) : busy(auction);
    }

    private Optional<String> standingStill() {
        if (pauses.hold(settings.group())) return Optional.of("paused");
        if (settings.mode().compareTo(Mode.ADVISE) < 0) {
            return Optional.of("mode " + settings.mode().name().toLowerCase(Locale.ROOT));
        }
        Optional<String> unsound = local.unsound(now);
        if (unsound.isPresent()) return unsound;
        MigrationSettings rules = settings.migration();
        if (!rules.windows().open(now)) return Optional.of("outside of the change windows");
        return Optional.empty();
    }

    private Optional<Refusal> busy(String auction) {
        Optional<String> warmingUp = local.warmingUp();
        if (warmingUp.isPresent()) return refusal(warmingUp.get());
        int outbound = 0;
        int inbound = 0;
        for (Negotiation other : negotiations.values()) {
            if (other.auction().equals(auction)) continue;
            Hold hold = other.hold();
            if (hold.phase() == Hold.Phase.SETTLING) return refusal("settling after auction " + other.auction());
            if (hold.phase() == Hold.Phase.OUTBOUND) outbound++;
            else if (hold.phase() == Hold.Phase.INBOUND) inbound++;
            else if (hold.lease()) return refusal("locked by auction " + other.auction());
        }
        MigrationSettings rules = settings.migration();
        if (outbound >= rules.maxOutbound()) return refusal("migrating: " + outbound + " outbound");
        if (inbound >= rules.maxInbound()) return refusal("migrating: " + inbound + " inbound");
        return foreign(rules);
    }

    private Optional<Refusal> foreign(MigrationSettings rules) {
        HostObservation seen = local.newest();
        for (var migration : seen.migrations()) {
            if (holders(h -> true).noneMatch(n -> concerns(n, migration.server()))) {
                return refusal("migrating: " + migration.server() + " by others");
            }
        }
        int fleet = seen.fleetMigrations().orElse(0);
        if (rules.maxFleet() > 0 && fleet >= rules.maxFleet()) {
            return refusal("migrating: " + fleet + " in the fleet");
        }
        return Optional.empty();
    }

    private static boolean concerns(Negotiation negotiation, String server) {
        return negotiation.hold().server() != null
                && negotiation.hold().server().id().equals(server);
    }

    private static Optional<Refusal> refusal(String reason) {
        return Optional.of(new Refusal(true, reason));
    }

    @Override
    public Offers offers(String auction) {
        List<ServerInfo> servers = new ArrayList<>();
        List<Refused> refused = new ArrayList<>();
        if (local.newest() == null) return new Offers(servers, refused);
        double heldBack = Math.max(1, local.load().normalized());
        for (ServerObservation seen : local.newest().servers()) {
            ServerEwmas smoothed = local.server(seen.id());
            ServerInfo server = describe(seen, smoothed, heldBack);
            Optional<String> whyStay = whyStay(seen, server, auction);
            if (whyStay.isEmpty()) servers.add(server);
            else refused.add(new Refused(seen.id(), whyStay.get()));
        }
        servers.sort(java.util.Comparator.comparing(ServerInfo::id));
        return new Offers(servers, refused);
    }

    /** Guests of a host with L > 1 are held back: they would use more elsewhere, at most their vCPUs. */
    private ServerInfo describe(ServerObservation seen, ServerEwmas smoothed, double heldBack) {
        double load = smoothed.load().observations() == 0 ? 0 : smoothed.load().value();
        double dirty = smoothed.dirtyRate().observations() == 0
                ? settings.migration().defaultDirtyRate()
                : smoothed.dirtyRate().value();
        return new ServerInfo(
                seen.id(),
                seen.vcpus(),
                Math.min(seen.vcpus(), load * heldBack),
                seen.load().orElse(load),
                seen.memoryMib(),
                dirty,
                seen.resources(),
                seen.antiAffinity(),
                seen.usage(),
                smoothed.cpu());
    }

    private Optional<String> whyStay(ServerObservation seen, ServerInfo server, String auction) {
        if (seen.immovable().isPresent()) return seen.immovable();
        if (local.gone(seen.id())) return Optional.of("has gone: no sample shows it yet");
        if (seen.load().isEmpty()) return Optional.of("no valid CPU rate");
        for (Negotiation other : negotiations.values()) {
            if (!other.auction().equals(auction) && concerns(other, seen.id())) {
                return Optional.of("locked by auction " + other.auction());
            }
        }
        return stays.whyStay(seen.id(), seen.moved(), now).or(() -> Pricing.tooDear(server, settings.migration()));
    }

    @Override
    public Optional<String> whyNotTake(ServerInfo server) {
        HostObservation seen = local.newest();
        if (seen == null) return Optional.of("no sample yet");
        if (seen.closed().isPresent()) return seen.closed();
        Optional<String> contended = local.contended(now);
        if (contended.isPresent()) return contended;
        Collection<ServerObservation> here = seen.servers();
        if (here.stream().anyMatch(s -> s.id().equals(server.id()))) return Optional.of("it is here already");
        Resources free = seen.free().minus(promised());
        if (!server.resources().fitIn(free)) return Optional.of("no room for " + server.resources() + " in " + free);
        for (String group : server.antiAffinity()) {
            if (here.stream().anyMatch(s -> s.antiAffinity().contains(group))
                    || holders(Hold::lease).anyMatch(n -> arrives(n, server, group))) {
                return Optional.of("a member of its anti-affinity group " + group + " is here");
            }
        }
        return acceptance.destination(self(), server);
    }

    private static boolean arrives(Negotiation negotiation, ServerInfo server, String group) {
        ServerInfo other = negotiation.hold().server();
        return other != null
                && !other.id().equals(server.id())
                && other.antiAffinity().contains(group);
    }

    /** Resources of servers that are on their way, or have come, and that no sample shows here yet. */
    private Resources promised() {
        SortedMap<String, ServerInfo> coming = new TreeMap<>();
        for (Negotiation negotiation : negotiations.values()) {
            Hold hold = negotiation.hold();
            if (hold.server() == null || hold.cpus() < 0 || !hold.lease()) continue;
            coming.put(hold.server().id(), hold.server());
        }
        for (ServerInfo server : local.arriving()) coming.put(server.id(), server);
        if (local.newest() != null) {
            for (ServerObservation here : local.newest().servers()) coming.remove(here.id());
        }
        Resources promised = Resources.NONE;
        for (ServerInfo server : coming.values()) promised = promised.plus(server.resources());
        return promised;
    }

    private java.util.stream.Stream<Negotiation> holders(java.util.function.Predicate<Hold> what) {
        return negotiations.values().stream().filter(n -> what.test(n.hold()));
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
