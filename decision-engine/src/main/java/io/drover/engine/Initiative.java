package io.drover.engine;

import io.drover.auction.Hold;
import io.drover.auction.Note;
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

    private final LocalSituation house;
    private final Membership members;
    private final StrategyChoice choosing;
    private final AuctionPacing restraint;
    private final PeerLoads peers = new PeerLoads();
    private final SplittableRandom sampling;
    private String heldBack = "";
    private AuctionPacing.Call call = new AuctionPacing.Call(AuctionPacing.Need.HOT, true, true);

    Initiative(LocalSituation house, Membership members, SplittableRandom random) {
        this.house = house;
        this.members = members;
        this.choosing = new StrategyChoice(house.settings().strategy());
        this.restraint = new AuctionPacing(house.settings().auction(), random.split());
        this.sampling = random.split();
    }

    void learned(double systemLoad) {
        choosing.learned(systemLoad, house.now());
    }

    Duration ended(Settled.Ending ending) {
        peers.looked();
        return restraint.ended(ending, call, house.local.load(), house.now());
    }

    /** A server leaves, or has left, a host that drains. */
    void moved() {
        restraint.moved();
    }

    /** What a peer says of itself may end a rest. */
    void heard(HostInfo peer) {
        if (!house.settings().strategy().rules().hearsNews()) return;
        if (peers.news(peer) && restraint.rests(house.now())) restraint.wake();
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
        if (house.local.unsound(house.now()).isPresent()) return held("");
        if (house.drains()) return drain();
        HostLoad known = house.local.load();
        boolean contended = house.local.contended(house.now()).isPresent();
        boolean push = (contended || hot(known)) && choosing.push(house.now());
        boolean pull = !push && cold(known) && choosing.pull(house.now());
        if (!push && !pull) return held("");
        AuctionPacing.Need need = need(push, known.normalized(), contended);
        if (!restraint.open(need, known, house.now()) || asking()) return Intent.NONE;
        Optional<Situation.Refusal> refusal = house.unavailable("");
        if (refusal.isPresent())
            return held((push ? "hot" : "cold") + ", but " + refusal.get().reason());
        if (pull && house.local.newest().closed().isPresent()) {
            return held("cold, but " + house.local.newest().closed().get());
        }
        if (push) {
            Optional<String> beyond = house.local.beyondRelief(house.now());
            if (beyond.isPresent()) return held("hot, but " + beyond.get());
            Situation.Offers offers = house.offers("");
            if (offers.servers().isEmpty()) return nobodyMayLeave("hot", offers);
            if (indispensable(offers.servers())) return held("hot, but would be cold without any one of its servers");
        }
        return open(need);
    }

    /** As long as any server may go, whatever the load. */
    private Intent drain() {
        if (!restraint.open(AuctionPacing.Need.DRAIN, house.local.load(), house.now()) || asking()) return Intent.NONE;
        Situation.Offers offers = house.offers("");
        if (offers.servers().isEmpty()) {
            return offers.refused().isEmpty() ? held("drained: no server is left") : nobodyMayLeave("draining", offers);
        }
        Optional<Situation.Refusal> refusal = house.unavailable("", Situation.Grounds.DRAINING);
        if (refusal.isPresent())
            return refusal.get().busy()
                    ? Intent.NONE
                    : held("draining, but " + refusal.get().reason());
        return open(AuctionPacing.Need.DRAIN);
    }

    private boolean hot(HostLoad load) {
        if (!house.settings().strategy().rules().decidesByOutlook()) {
            return house.local.threshold().current().hot(load.normalized());
        }
        return house.local.hotAtPresent()
                || Worth.hot(load, house.local.threshold().base());
    }

    /** Now, and as is to be expected unless the present refutes that. */
    private boolean cold(HostLoad load) {
        Thresholds current = house.local.threshold().current();
        if (!current.cold(load.normalized())) return false;
        if (!house.settings().strategy().rules().decidesByOutlook() || house.local.coldAtPresent()) return true;
        Outlook expected = load.expected();
        return current.cold((expected.mean() + StrictMath.sqrt(expected.variance())) / load.cpus());
    }

    /** A host that is hot only by a threshold that crept down is in no need. */
    private AuctionPacing.Need need(boolean push, double load, boolean contended) {
        if (!push) return AuctionPacing.Need.COLD;
        if (contended) return AuctionPacing.Need.HOT;
        return house.settings().strategy().thresholds().hot(load) ? AuctionPacing.Need.HOT : AuctionPacing.Need.WARM;
    }

    /** Whether each of these servers alone keeps this host from being cold: nobody need be asked to take one. */
    private boolean indispensable(List<ServerInfo> servers) {
        HostInfo self = house.self();
        Acceptance acceptance = new Acceptance(false);
        return house.settings().strategy().rules().sparesVainCalls()
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
        Settings settings = house.settings();
        boolean push = need != AuctionPacing.Need.COLD;
        boolean urgent = need == AuctionPacing.Need.HOT || need == AuctionPacing.Need.DRAIN;
        int doublings = urgent ? restraint.failures() : 0;
        Invitation invitation = members.invite(settings.auction().scope(), settings.group(), doublings, sampling);
        if (invitation.awaited().isEmpty()) return held(state(need) + ", but no peer is there");
        heldBack = "";
        if (settings.strategy().rules().hearsNews()) restraint.opened(house.now());
        call = new AuctionPacing.Call(need, choosing.push(house.now()), invitation.everybody());
        String auction = house.nextId();
        Step opening =
                push ? PushAuction.open(auction, invitation, house) : PullAuction.open(auction, invitation, house);
        return new Intent(Optional.of(opening), Optional.empty());
    }

    private static String state(AuctionPacing.Need need) {
        return switch (need) {
            case DRAIN -> "draining";
            case COLD -> "cold";
            case HOT, WARM -> "hot";
        };
    }

    private boolean asking() {
        return house.negotiations.values().stream()
                .anyMatch(n -> house.own(n.auction())
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
