package io.drover.engine;

import io.drover.auction.Hold;
import io.drover.auction.Note;
import io.drover.auction.Proposal;
import io.drover.auction.Settled;
import io.drover.auction.Situation;
import io.drover.auction.Step;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.Outlook;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.model.Thresholds;
import io.drover.strategy.Acceptance;
import io.drover.strategy.Invitation;
import io.drover.strategy.PullAuction;
import io.drover.strategy.PushAuction;
import io.drover.strategy.Worth;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** When this host opens an auction, and which. */
final class Initiative {

    private static final int REASONS_AT_MOST = 3;
    private static final String ALONE = "no peer is there";

    private final LocalSituation situation;
    private final Membership members;
    private final Invitees invitees;
    private final AuctionPacing pacing;
    private final PeerLoads peers;
    private final OfferedLoads offered = new OfferedLoads();
    private final SplittableRandom sampling;
    private String heldBack = "";
    private AuctionPacing.Call call = new AuctionPacing.Call(AuctionPacing.Need.HOT, true, true);

    Initiative(LocalSituation situation, Membership members, SplittableRandom random) {
        this.situation = situation;
        Settings settings = situation.settings();
        this.members = members;
        this.invitees = new Invitees(members, settings.auction().scope(), settings.group());
        this.peers = new PeerLoads(settings.strategy());
        this.pacing = new AuctionPacing(
                settings.auction(), settings.strategy().rules().hearsNews(), random.split());
        this.sampling = random.split();
    }

    void learned(double systemLoad) {
        situation.choosing.learned(systemLoad, situation.now());
    }

    Duration ended(Settled.Ending ending) {
        peers.looked();
        offered.looked(situation.offers("").servers());
        return pacing.ended(ending, call, situation.local.load(), situation.now());
    }

    /** A server leaves, or has left, a host that drains. */
    void moved() {
        pacing.moved();
    }

    /** What a peer says of itself may end a rest. */
    void heard(HostInfo peer) {
        situation.spreading.heard(peer);
        if (!situation.settings().strategy().rules().hearsNews()) return;
        if (peers.news(peer) && mayWake()) pacing.wake();
    }

    private boolean mayWake() {
        return situation.settings().strategy().rules().hearsNews() && pacing.rests(situation.now());
    }

    /**
     * What the host means to do about its load: one of the two, or neither.
     *
     * @param opening of an auction
     * @param heldBack why there is none, when that is news
     */
    record Intent(Optional<Step> opening, Optional<Note> heldBack) {

        private static final Intent NONE = new Intent(Optional.empty(), Optional.empty());
    }

    /** Opens an auction if the host is hot or cold and nothing speaks against it. */
    Intent consider() {
        if (situation.local.unsound(situation.now()).isPresent()) return held("");
        Optional<Proposal> approved = situation.proposing.next(situation.now());
        if (approved.isPresent()) return auction(approved.get());
        if (situation.drains()) return drain();
        HostLoad known = situation.local.load();
        boolean contended = situation.local.contended(situation.now()).isPresent();
        boolean urgent = contended || situation.local.memory().lasting();
        boolean hot = urgent || hot(known);
        boolean push = hot && situation.choosing.push(situation.now());
        boolean pull = !push && (cold(known) || relieves(known)) && situation.choosing.pull(situation.now());
        if (!push && !pull) return hot || !situation.spreading.wanted() ? held("") : spread(held(""));
        Intent byLoad = byLoad(push, urgent, known);
        boolean idle = !hot && byLoad.opening().isEmpty();
        return idle && situation.spreading.wanted() ? spread(byLoad) : byLoad;
    }

    private Intent byLoad(boolean push, boolean urgent, HostLoad known) {
        boolean pull = !push;
        AuctionPacing.Need need = need(push, known.normalized(), urgent);
        if (push && mayWake() && offered.news(situation.offers("").servers(), known.cpus())) pacing.wake();
        if (!pacing.open(need, known, situation.now()) || asking()) return Intent.NONE;
        Optional<Situation.Refusal> refusal = situation.unavailable("");
        if (refusal.isPresent())
            return held((push ? "hot" : "cold") + ", but " + refusal.get().reason());
        if (pull && situation.local.newest().closed().isPresent()) {
            return held("cold, but " + situation.local.newest().closed().get());
        }
        if (push) {
            Optional<String> beyond = situation.local.beyondRelief(situation.now());
            if (beyond.isPresent()) return held("hot, but " + beyond.get());
            Situation.Offers offers = situation.offers("");
            if (offers.servers().isEmpty()) return nobodyMayLeave("hot", offers);
            if (indispensable(offers.servers())) return held("hot, but would be cold without any one of its servers");
        }
        return open(need);
    }

    /**
     * Nothing is hot, and no load moves anything.
     *
     * @param otherwise what the host means to do if it does not spread
     */
    private Intent spread(Intent otherwise) {
        boolean open = pacing.open(AuctionPacing.Need.UNEVEN, situation.local.load(), situation.now()) && !asking();
        if (!open || situation.unavailable("", Situation.Grounds.UNEVEN).isPresent()) return otherwise;
        boolean due = situation.spreading.due(
                situation.self(), situation.spreadable(), invitees.invitable(), situation.now());
        return due ? open(AuctionPacing.Need.UNEVEN) : otherwise;
    }

    /** What an operator has approved comes first, whatever the load. */
    private Intent auction(Proposal approved) {
        if (asking()) return Intent.NONE;
        Situation.Grounds grounds = situation.drains() ? Situation.Grounds.DRAINING : Situation.Grounds.EXPECTED;
        Optional<Situation.Refusal> refusal = situation.unavailable("", grounds);
        if (refusal.isPresent()) {
            return refusal.get().busy()
                    ? Intent.NONE
                    : held("approved, but " + refusal.get().reason());
        }
        boolean push = approved.move().source().equals(situation.settings().host());
        String other = push ? approved.move().destination() : approved.move().source();
        Invitation invitation = invitees.invite(0, sampling).with(other);
        heldBack = "";
        String auction = situation.nextId();
        situation.proposing.auctioned(approved, auction, situation.now());
        if (push && spreads()) situation.spreading.opened(auction);
        Step opening = push
                ? PushAuction.open(auction, invitation, approved, situation)
                : PullAuction.open(auction, invitation, approved, situation);
        return new Intent(Optional.of(opening), Optional.empty());
    }

    /** Whether what is approved can only have been proposed for evenness. */
    private boolean spreads() {
        boolean hot = situation.local.memory().lasting() || hot(situation.local.load());
        return situation.spreading.wanted()
                && !situation.drains()
                && !hot
                && situation.local.contended(situation.now()).isEmpty();
    }

    void clockSteppedBack() {
        pacing.clockSteppedBack();
    }

    /** As long as any server may go, whatever the load. */
    private Intent drain() {
        if (!pacing.open(AuctionPacing.Need.DRAIN, situation.local.load(), situation.now()) || asking())
            return Intent.NONE;
        Situation.Offers offers = situation.offers("");
        if (offers.servers().isEmpty()) {
            return offers.refused().isEmpty() ? held("drained: no server is left") : nobodyMayLeave("draining", offers);
        }
        Optional<Situation.Refusal> refusal = situation.unavailable("", Situation.Grounds.DRAINING);
        if (refusal.isEmpty()) return open(AuctionPacing.Need.DRAIN);
        if (refusal.get().busy()) return Intent.NONE;
        situation.draining.concluded(refusal.get().reason());
        return held("draining, but " + refusal.get().reason());
    }

    private boolean hot(HostLoad load) {
        if (!situation.settings().strategy().rules().decidesByOutlook()) {
            return situation.local.threshold().current().hot(load.normalized());
        }
        return situation.local.hotAtPresent()
                || !situation.local.young()
                        && Worth.hot(load, situation.local.threshold().base());
    }

    /**
     * Now, and as is to be expected unless the present refutes that. A newest sample that is hot may be scatter or a
     * step: the next one tells.
     */
    private boolean cold(HostLoad load) {
        Thresholds current = situation.local.threshold().current();
        if (!current.cold(load.normalized())) return false;
        if (!situation.settings().strategy().rules().decidesByOutlook()) return true;
        if (current.hot(load.latest() / load.cpus())) return false;
        if (situation.local.coldAtPresent()) return true;
        Outlook expected = load.expected();
        return current.cold((expected.mean() + StrictMath.sqrt(expected.variance())) / load.cpus());
    }

    /** Whether the host has memory to spare, and a peer's is full. */
    private boolean relieves(HostLoad load) {
        return situation.local.memory().cold()
                && peers.anyFullOfMemory(members::live)
                && !situation.local.threshold().base().hot(load.normalized());
    }

    /** A host that is hot only by a threshold that crept down is in no need. */
    private AuctionPacing.Need need(boolean push, double load, boolean urgent) {
        if (!push) return AuctionPacing.Need.COLD;
        boolean hot = urgent || situation.settings().strategy().thresholds().hot(load);
        return hot ? AuctionPacing.Need.HOT : AuctionPacing.Need.WARM;
    }

    /** Whether each of these servers alone keeps this host from being cold: nobody need be asked to take one. */
    private boolean indispensable(List<ServerInfo> servers) {
        HostInfo self = situation.self();
        Acceptance acceptance = new Acceptance(situation.settings().strategy());
        return situation.settings().strategy().rules().sparesVainCalls()
                && servers.stream().allMatch(s -> acceptance.source(self, s).isPresent());
    }

    /** Said again when other servers stay, not whenever a rate in the reasons moves. */
    private Intent nobodyMayLeave(String state, Situation.Offers offers) {
        List<Situation.Refused> stay = offers.refused();
        String what = state + ", but no server may leave";
        String who = stay.stream().map(Situation.Refused::server).collect(Collectors.joining(", "));
        String why = stay.stream()
                .limit(REASONS_AT_MOST)
                .map(s -> s.server() + " " + s.reason())
                .collect(Collectors.joining("; "));
        String more = stay.size() > REASONS_AT_MOST ? "; and " + (stay.size() - REASONS_AT_MOST) + " more" : "";
        return held(what + who, stay.isEmpty() ? what : what + ": " + why + more);
    }

    private Intent open(AuctionPacing.Need need) {
        boolean push = need != AuctionPacing.Need.COLD;
        boolean urgent = need == AuctionPacing.Need.HOT || need == AuctionPacing.Need.DRAIN;
        int doublings = urgent ? pacing.failures() : 0;
        Invitation invitation = invitees.invite(doublings, sampling);
        if (invitation.awaited().isEmpty()) {
            if (need == AuctionPacing.Need.DRAIN) situation.draining.concluded(ALONE);
            return held(state(need) + ", but " + ALONE);
        }
        heldBack = "";
        if (situation.settings().strategy().rules().hearsNews()) pacing.opened(situation.now());
        String auction = situation.nextId();
        if (need == AuctionPacing.Need.UNEVEN) situation.spreading.opened(auction);
        else call = new AuctionPacing.Call(need, situation.choosing.push(situation.now()), invitation.everybody());
        Step opening = push
                ? PushAuction.open(auction, invitation, situation)
                : PullAuction.open(auction, invitation, situation);
        return new Intent(Optional.of(opening), Optional.empty());
    }

    private static String state(AuctionPacing.Need need) {
        return switch (need) {
            case DRAIN -> "draining";
            case COLD -> "cold";
            case HOT, WARM -> "hot";
            case UNEVEN -> "allocated beyond its share";
        };
    }

    private boolean asking() {
        return situation.negotiations.values().stream()
                .anyMatch(n -> situation.own(n.auction())
                        && (n.hold().phase() == Hold.Phase.ASKING || n.hold().phase() == Hold.Phase.BIDDING));
    }

    private Intent held(String reason) {
        return held(reason, reason);
    }

    /** Says why not, once for each reason. */
    private Intent held(String reason, String text) {
        if (reason.equals(heldBack)) return Intent.NONE;
        heldBack = reason;
        if (reason.isEmpty()) return Intent.NONE;
        return new Intent(Optional.empty(), Optional.of(new Note.Said("", Note.Kind.HELD, text)));
    }
}
