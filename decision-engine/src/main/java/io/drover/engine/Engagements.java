package io.drover.engine;

import io.drover.auction.Hold;
import io.drover.auction.Negotiation;
import io.drover.auction.Situation.Refusal;
import io.drover.model.Allocation;
import io.drover.model.HostObservation;
import io.drover.model.MigrationInProgress;
import io.drover.model.MigrationSettings;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What this host's open negotiations keep it from, and what it has promised in them. */
final class Engagements {

    /** So many open bids that bind nobody are enough: each keeps what its auctioneer says of its servers. */
    static final int UNBINDING = 8;

    private final MigrationSettings rules;
    private final LocalHost local;
    private final SortedMap<String, Negotiation> negotiations;

    Engagements(MigrationSettings rules, LocalHost local, SortedMap<String, Negotiation> negotiations) {
        this.rules = rules;
        this.local = local;
        this.negotiations = negotiations;
    }

    /**
     * Why nothing new can begin.
     *
     * @param auction that does not count
     * @param patient whether samples have to show the last move first
     */
    Optional<Refusal> busy(String auction, boolean patient) {
        Optional<String> warmingUp = local.warmingUp();
        if (warmingUp.isPresent()) return refusal(warmingUp.get());
        int outbound = 0;
        int inbound = 0;
        for (Negotiation other : negotiations.values()) {
            if (other.auction().equals(auction)) continue;
            Hold hold = other.hold();
            if (hold.phase() == Hold.Phase.SETTLING) {
                if (patient) return refusal("settling after auction " + other.auction());
            } else if (hold.phase() == Hold.Phase.OUTBOUND) outbound++;
            else if (hold.phase() == Hold.Phase.INBOUND) inbound++;
            else if (hold.lease()) return refusal("locked by auction " + other.auction());
        }
        if (outbound >= rules.maxOutbound()) return refusal("migrating: " + outbound + " outbound");
        if (inbound >= rules.maxInbound()) return refusal("migrating: " + inbound + " inbound");
        return foreign();
    }

    /** Open bids that are promised to nobody: of exchanges alone. */
    long unbinding() {
        return holders(Hold::unbinding).count();
    }

    private Optional<Refusal> foreign() {
        HostObservation seen = local.newest();
        for (MigrationInProgress migration : seen.migrations()) {
            if (foreign(migration)) return refusal("migrating: " + migration.server() + " by others");
        }
        int fleet = seen.fleetMigrations().orElse(0);
        if (rules.maxFleet() > 0 && fleet >= rules.maxFleet()) {
            return refusal("migrating: " + fleet + " in the fleet");
        }
        return Optional.empty();
    }

    private boolean foreign(MigrationInProgress migration) {
        return holders(hold -> true).noneMatch(n -> concerns(n, migration.server()))
                && !local.hasMoved(migration.server());
    }

    /**
     * Why a host that drains lets no further server go: only so many at once, whoever moves them.
     *
     * @param auction that does not count
     */
    Optional<Refusal> crowded(String auction, int parallel) {
        long moving = negotiations.values().stream()
                        .filter(other -> !other.auction().equals(auction))
                        .filter(other -> other.hold().phase() == Hold.Phase.OUTBOUND)
                        .count()
                + local.newest().migrations().stream().filter(this::foreign).count();
        return moving < parallel ? Optional.empty() : refusal("migrating: " + moving + " at once");
    }

    private static Optional<Refusal> refusal(String reason) {
        return Optional.of(new Refusal(true, reason));
    }

    /** The other auction that has locked this server. */
    Optional<String> locked(String server, String auction) {
        return negotiations.values().stream()
                .filter(other -> !other.auction().equals(auction) && concerns(other, server))
                .findFirst()
                .map(other -> "locked by auction " + other.auction());
    }

    /** Whether this server is on its way from here. */
    boolean leaves(String server) {
        return holders(hold -> hold.phase() == Hold.Phase.OUTBOUND).anyMatch(n -> concerns(n, server));
    }

    private static boolean concerns(Negotiation negotiation, String server) {
        return negotiation.hold().server() != null
                && negotiation.hold().server().id().equals(server);
    }

    /** Whether another member of this group is on its way here. */
    boolean expects(ServerInfo server, String group) {
        return holders(Hold::lease).anyMatch(n -> arrives(n, server, group));
    }

    private static boolean arrives(Negotiation negotiation, ServerInfo server, String group) {
        ServerInfo other = negotiation.hold().server();
        return other != null
                && !other.id().equals(server.id())
                && other.antiAffinity().contains(group);
    }

    /** Resources of servers that are on their way, or have come, and that no sample shows here yet. */
    Resources promised() {
        Resources promised = Resources.NONE;
        for (ServerInfo server : coming()) promised = promised.plus(server.resources());
        return promised;
    }

    private Collection<ServerInfo> coming() {
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
        return coming.values();
    }

    /**
     * What the servers of this host were promised. Where Nova places nothing, nothing is known.
     *
     * @param drains a host that is to be emptied tells what is left
     */
    Allocation allocation(boolean drains) {
        HostObservation seen = local.newest();
        if (seen == null || seen.problem().isPresent() || seen.closed().isPresent() && !drains) {
            return Allocation.UNKNOWN;
        }
        long servers = 0;
        long vcpus = 0;
        long memory = 0;
        long leavingVcpus = 0;
        long leavingMemory = 0;
        for (ServerObservation here : seen.servers()) {
            if (local.gone(here.id()) || leaves(here.id())) {
                leavingVcpus += here.vcpus();
                leavingMemory += here.memoryMib();
                continue;
            }
            servers++;
            vcpus += here.vcpus();
            memory += here.memoryMib();
        }
        Long vcpusAtMost = atMost(vcpus + leavingVcpus, seen.free(), "VCPU", "PCPU");
        Long memoryAtMost = atMost(memory + leavingMemory, seen.free(), "MEMORY_MB");
        for (ServerInfo coming : coming()) {
            servers++;
            vcpus += coming.vcpus();
            memory += coming.memoryMib();
        }
        return new Allocation(servers, vcpus, vcpusAtMost, memory, memoryAtMost);
    }

    /** Null: Placement tells of none of these classes. */
    private static Long atMost(long held, Resources free, String... classes) {
        boolean known = false;
        long sum = held;
        for (String each : classes) {
            known |= free.amounts().containsKey(each);
            sum += free.amount(each);
        }
        return known ? Long.valueOf(Math.max(0, sum)) : null;
    }

    /** The auction that has this host's lock. */
    Optional<String> lockedBy() {
        if (negotiations.isEmpty()) return Optional.empty();
        return holders(Hold::lease).findFirst().map(Negotiation::auction);
    }

    private Stream<Negotiation> holders(Predicate<Hold> what) {
        return negotiations.values().stream().filter(n -> what.test(n.hold()));
    }
}
