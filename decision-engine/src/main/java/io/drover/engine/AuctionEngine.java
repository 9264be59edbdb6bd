package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Proposals;
import io.drover.auction.TimerId;
import io.drover.model.HostInfo;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.strategy.Departure;
import io.drover.strategy.PullSale;
import io.drover.strategy.PushBid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The engine of one agent: gives each event to the negotiation that it belongs to, and opens auctions of its own. */
public final class AuctionEngine implements Engine {

    static final TimerId AGAIN = new TimerId("", "again");

    private final Settings settings;
    private final LocalSituation situation;
    private final Membership members;
    private final FleetTalk talk;
    private final Initiative initiative;
    private final CallFilter calls;
    private final ThresholdCreep creep;
    private final Consequences consequences;
    private boolean stopping;

    /**
     * @param random this engine's own; nobody else draws from it
     */
    public AuctionEngine(Settings settings, SplittableRandom random) {
        this.settings = settings;
        this.situation = new LocalSituation(settings);
        this.members = new Membership(settings.host());
        this.calls = new CallFilter(settings);
        this.talk = new FleetTalk(situation, members, random.split());
        this.initiative = new Initiative(situation, members, random.split());
        this.creep = new ThresholdCreep(settings.strategy(), situation.local, random.split());
        this.consequences = new Consequences(situation, members, talk, initiative);
    }

    @Override
    public HostInfo self(Instant now) {
        situation.at(now);
        return situation.self();
    }

    /** Whether it is this agent's turn to read Nova's list of hosts. */
    @Override
    public boolean readsList(Instant now) {
        return talk.readsList(now);
    }

    /** Whom it takes to be there, in order of names. */
    public List<String> peers() {
        return members.live();
    }

    /** Its side of each auction that is open, in order of their ids. */
    public List<Negotiation> open() {
        return List.copyOf(situation.negotiations.values());
    }

    @Override
    public List<Effect> on(Event event) {
        situation.at(event.at());
        List<Effect> effects = new ArrayList<>();
        Proposals before = event instanceof Event.Started started ? started.proposals() : situation.proposing.kept();
        stopping |= event instanceof Event.Stopping;
        boolean looks = looksAgain(event);
        dispatch(event, effects);
        if (!stopping && looks) {
            consider(effects);
        }
        creep.next().ifPresent(effects::add);
        for (String told : situation.conduct.news()) {
            effects.add(FleetTalk.say(Note.Kind.NOTICED, told));
            situation.chronicle.noticed(told, situation.now());
        }
        if (!situation.proposing.kept().equals(before)) {
            effects.add(0, new Effect.Keep(situation.pauses, situation.draining.orders(), situation.proposing.kept()));
        }
        effects.forEach(effect -> situation.alarms.decided(effect, event.at()));
        return effects;
    }

    /** The end of a bid that bound nobody frees nothing. */
    private boolean looksAgain(Event event) {
        if (!(event instanceof Event.Rang rang)) return event instanceof Event.Observed;
        Negotiation open = situation.negotiations.get(rang.timer().auction());
        return open == null || !open.hold().unbinding();
    }

    private void consider(List<Effect> effects) {
        situation.proposing.expire(situation.now());
        Initiative.Intent intent = initiative.consider();
        intent.opening().ifPresent(step -> consequences.take(null, step, effects));
        intent.heldBack().ifPresent(note -> {
            effects.add(new Effect.Say(note));
            consequences.noted(note);
        });
    }

    private void dispatch(Event event, List<Effect> effects) {
        if (event instanceof Event.Started started) start(started, effects);
        else if (event instanceof Event.Observed observed) observe(observed, effects);
        else if (event instanceof Event.Heard message) hear(message, effects);
        else if (event instanceof Event.Undelivered lost) undelivered(lost, effects);
        else if (event instanceof Event.Rang rang) ring(rang, effects);
        else if (event instanceof Event.PeersListed listed) effects.addAll(talk.listed(listed));
        else if (event instanceof Event.MigrationEnded ended) forward(ended.auction(), ended, effects);
        else if (event instanceof Event.Resumed resumed) resume(resumed, effects);
        else if (event instanceof Event.Reconnected) rejoin(effects);
        else if (event instanceof Event.Noticed noticed) effects.add(FleetTalk.say(Note.Kind.NOTICED, noticed.text()));
        else if (event instanceof Event.Stopping) release(event, effects);
        else throw new AssertionError("an event that nobody handles: " + event);
    }

    private void start(Event.Started started, List<Effect> effects) {
        situation.started(started.at());
        situation.pauses = PauseWords.kept(started.pauses(), started.at());
        situation.draining.started(DrainWords.kept(started.drains(), started.at()));
        situation.proposing.started(started.proposals(), started.at());
        effects.addAll(talk.start(started));
    }

    /** What was asked before the broker went away may have been answered to nobody. */
    private void rejoin(List<Effect> effects) {
        if (!settings.strategy().rules().greetsFleet()) {
            members.unheard();
            consequences.interrupted(situation.negotiations.keySet());
        }
        effects.addAll(talk.rejoin());
    }

    private void observe(Event.Observed observed, List<Effect> effects) {
        Optional<String> before = situation.local.problem();
        if (situation.local.steppedBack(observed.at())) initiative.clockSteppedBack();
        situation.local.observed(observed.observation());
        Optional<String> problem = situation.local.problem();
        if (before.isEmpty() != problem.isEmpty()) effects.add(FleetTalk.sampled(problem));
        situation.cooldowns.prune(observed.at());
        situation.recovery.observed(observed.observation(), observed.at());
        if (problem.isEmpty()) situation.draining.observed(situation::lives, observed.at());
        List.copyOf(situation.negotiations.values()).stream()
                .filter(open -> open.hold().phase() == Hold.Phase.SETTLING)
                .forEach(open -> consequences.take(open, open.on(observed, situation), effects));
    }

    private void hear(Event.Heard event, List<Effect> effects) {
        Envelope envelope = event.envelope();
        if (envelope.source().equals(settings.host())) return;
        if (talk.ignores(envelope)) return;
        boolean known = members.heard(envelope.source());
        HostInfo peer = SenderFields.self(envelope.message());
        if (peer != null && members.admits(peer.host())) initiative.heard(peer);
        if (!known && peer != null && !(envelope.message() instanceof Message.Hello)) learn(peer, effects);
        Negotiation open = situation.negotiations.get(envelope.auction());
        if (open != null && !envelope.auction().isEmpty()) consequences.take(open, open.on(event, situation), effects);
        else begin(envelope, effects);
    }

    /** A word of somebody unknown: its HELLO was lost, or went out before this agent was there. */
    private void learn(HostInfo peer, List<Effect> effects) {
        if (!members.heard(peer.host(), peer.group())) return;
        effects.add(FleetTalk.say(Note.Kind.MEMBER, peer.host() + " is there"));
    }

    private void begin(Envelope envelope, List<Effect> effects) {
        Message message = envelope.message();
        if (envelope.auction().isEmpty()) {
            effects.addAll(talk.heard(envelope));
            if (situation.pauses.hold(settings.group())) release(new Event.Stopping(situation.now()), effects);
        } else if (message instanceof Message.HotspotMessage hotspot) {
            if (admitted(envelope, effects)) {
                consequences.take(null, PushBid.consider(envelope, hotspot, situation), effects);
            }
        } else if (message instanceof Message.StealBroadcast cold) {
            if (admitted(envelope, effects)) effects.addAll(PullSale.consider(envelope, cold, situation));
        } else if (message instanceof Message.StealAttempt attempt) {
            if (admitted(envelope, effects)) {
                consequences.take(null, PullSale.consider(envelope, attempt, situation), effects);
            }
        } else {
            effects.addAll(LateMessages.answer(envelope, situation));
        }
    }

    /** Whether a call is considered; a flood of them is not answered. */
    private boolean admitted(Envelope call, List<Effect> effects) {
        return situation.conduct.hears(call.source(), situation.now()) && calls.admit(call, situation.now(), effects);
    }

    private void undelivered(Event.Undelivered lost, List<Effect> effects) {
        if (!(lost.envelope().to() instanceof Address.Host peer)) return;
        boolean live = members.live(peer.name());
        if (settings.strategy().rules().greetsFleet()) members.gone(peer.name());
        else members.absent(peer.name());
        if (live) effects.add(FleetTalk.say(Note.Kind.MEMBER, peer.name() + " is gone"));
        forward(lost.envelope().auction(), lost, effects);
    }

    private void ring(Event.Rang rang, List<Effect> effects) {
        situation.alarms.rang(rang.timer());
        if (creep.rang(rang.timer())) return;
        if (situation.negotiations.containsKey(rang.timer().auction())) {
            forward(rang.timer().auction(), rang, effects);
        } else {
            effects.addAll(talk.rang(rang.timer()));
        }
    }

    private void resume(Event.Resumed resumed, List<Effect> effects) {
        var order = resumed.order();
        ServerInfo server = situation
                .offers(order.auction())
                .server(order.server())
                .orElseGet(() -> new ServerInfo(order.server(), 1, 0, 0, 0, 0, Resources.NONE, List.of()));
        consequences.take(null, Departure.resume(order, server, situation), effects);
    }

    /** Ends what nothing is agreed about yet; what is agreed goes on. */
    private void release(Event event, List<Effect> effects) {
        for (Negotiation open : List.copyOf(situation.negotiations.values())) {
            Hold.Phase phase = open.hold().phase();
            if (phase == Hold.Phase.ASKING || phase == Hold.Phase.BIDDING) {
                consequences.take(open, open.on(event, situation), effects);
            }
        }
    }

    private void forward(String auction, Event event, List<Effect> effects) {
        Negotiation open = situation.negotiations.get(auction);
        if (open != null) consequences.take(open, open.on(event, situation), effects);
    }
}
