package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Settled;
import io.drover.auction.Step;
import io.drover.auction.Tally;
import io.drover.auction.TimerId;
import io.drover.model.HostInfo;
import io.drover.model.Outcome;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.strategy.Departure;
import io.drover.strategy.Hash;
import io.drover.strategy.PullSale;
import io.drover.strategy.PushBid;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** The engine of one agent: gives each event to the negotiation that it belongs to, and opens auctions of its own. */
public final class AuctionEngine implements Engine {

    private static final TimerId CREEP = new TimerId("", "threshold");
    private static final int PROBES = 16;
    private static final TimerId AGAIN = new TimerId("", "again");

    private final Settings settings;
    private final LocalSituation house;
    private final Membership members;
    private final FleetTalk manners;
    private final Initiative initiative;
    private final Calls calls;
    private final SplittableRandom thresholds;
    private boolean stopping;
    private boolean creeping;

    /**
     * @param random this engine's own; nobody else draws from it
     */
    public AuctionEngine(Settings settings, SplittableRandom random) {
        this.settings = settings;
        this.house = new LocalSituation(settings);
        this.members = new Membership(settings.host());
        this.calls = new Calls(settings);
        this.manners = new FleetTalk(house, members, random.split());
        this.initiative = new Initiative(house, members, random.split());
        this.thresholds = random.split();
    }

    @Override
    public HostInfo self(Instant now) {
        house.at(now);
        return house.self();
    }

    /** Its side of each auction that is open, in order of their ids. */
    public List<Negotiation> open() {
        return List.copyOf(house.negotiations.values());
    }

    @Override
    public List<Effect> on(Event event) {
        house.at(event.at());
        List<Effect> effects = new ArrayList<>();
        stopping |= event instanceof Event.Stopping;
        dispatch(event, effects);
        if (!stopping && (event instanceof Event.Observed || event instanceof Event.Rang)) {
            consider(effects);
        }
        creep(effects);
        effects.forEach(effect -> house.alarms.decided(effect, event.at()));
        return effects;
    }

    private void consider(List<Effect> effects) {
        Initiative.Intent intent = initiative.consider();
        intent.opening().ifPresent(step -> take(null, step, effects));
        intent.heldBack().ifPresent(note -> {
            effects.add(new Effect.Say(note));
            note(note);
        });
    }

    private void dispatch(Event event, List<Effect> effects) {
        if (event instanceof Event.Started started) start(started, effects);
        else if (event instanceof Event.Observed observed) observe(observed, effects);
        else if (event instanceof Event.Heard message) hear(message, effects);
        else if (event instanceof Event.Undelivered lost) undelivered(lost, effects);
        else if (event instanceof Event.Rang rang) ring(rang, effects);
        else if (event instanceof Event.PeersListed listed) greet(listed, effects);
        else if (event instanceof Event.MigrationEnded ended) forward(ended.auction(), ended, effects);
        else if (event instanceof Event.Resumed resumed) resume(resumed, effects);
        else if (event instanceof Event.Reconnected) effects.addAll(manners.rejoin());
        else if (event instanceof Event.Noticed noticed) effects.add(FleetTalk.say(Note.Kind.NOTICED, noticed.text()));
        else if (event instanceof Event.Stopping) release(event, effects);
        else throw new AssertionError("an event that nobody handles: " + event);
    }

    private void start(Event.Started started, List<Effect> effects) {
        house.started(started.at());
        house.pauses = PauseWords.kept(started.pauses(), started.at());
        house.draining.orders(DrainWords.kept(started.drains(), started.at()));
        effects.addAll(manners.join());
    }

    private void observe(Event.Observed observed, List<Effect> effects) {
        Optional<String> before = house.local.problem();
        house.local.observed(observed.observation());
        Optional<String> problem = house.local.problem();
        if (before.isEmpty() != problem.isEmpty()) effects.add(FleetTalk.sampled(problem));
        house.stays.prune(observed.at());
        List.copyOf(house.negotiations.values()).stream()
                .filter(open -> open.hold().phase() == Hold.Phase.SETTLING)
                .forEach(open -> take(open, open.on(observed, house), effects));
    }

    private void hear(Event.Heard event, List<Effect> effects) {
        Envelope envelope = event.envelope();
        if (envelope.source().equals(settings.host())) return;
        if (manners.ignores(envelope)) return;
        boolean known = members.heard(envelope.source());
        HostInfo peer = SenderFields.self(envelope.message());
        if (peer != null && members.admits(peer.host())) initiative.heard(peer);
        if (!known && peer != null && !(envelope.message() instanceof Message.Hello)) learn(peer, effects);
        Negotiation open = house.negotiations.get(envelope.auction());
        if (open != null && !envelope.auction().isEmpty()) take(open, open.on(event, house), effects);
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
            effects.addAll(manners.heard(envelope));
            if (house.pauses.hold(settings.group())) release(new Event.Stopping(house.now()), effects);
        } else if (message instanceof Message.HotspotMessage hotspot) {
            if (calls.admit(envelope, house.now(), effects)) {
                take(null, PushBid.consider(envelope, hotspot, house), effects);
            }
        } else if (message instanceof Message.StealBroadcast cold) {
            if (calls.admit(envelope, house.now(), effects)) effects.addAll(PullSale.consider(envelope, cold, house));
        } else if (message instanceof Message.StealAttempt attempt) {
            if (calls.admit(envelope, house.now(), effects)) {
                take(null, PullSale.consider(envelope, attempt, house), effects);
            }
        } else {
            effects.addAll(LateMessages.answer(envelope, house));
        }
    }

    private void undelivered(Event.Undelivered lost, List<Effect> effects) {
        if (!(lost.envelope().to() instanceof Address.Host peer)) return;
        boolean live = members.live(peer.name());
        members.gone(peer.name());
        if (live) effects.add(FleetTalk.say(Note.Kind.MEMBER, peer.name() + " is gone"));
        forward(lost.envelope().auction(), lost, effects);
    }

    private void ring(Event.Rang rang, List<Effect> effects) {
        house.alarms.rang(rang.timer());
        if (rang.timer().equals(CREEP)) {
            creeping = false;
            house.local.creep();
        } else if (house.negotiations.containsKey(rang.timer().auction())) {
            forward(rang.timer().auction(), rang, effects);
        } else {
            effects.addAll(manners.rang(rang.timer()));
        }
    }

    /** Thresholds that have crept as far as they go wait for nothing until a migration sets them back. */
    private void creep(List<Effect> effects) {
        if (creeping || !settings.strategy().variable() || !house.local.creeps()) return;
        creeping = true;
        effects.add(creepLater());
    }

    /** U(0.5 n, 1.5 n), drawn anew each time so that hosts do not fall into step. doc/sources.md, (3.1). */
    private Effect creepLater() {
        double mean = settings.strategy().variableMean().toMillis();
        long millis = (long) (mean * (0.5 + thresholds.nextDouble()));
        return new Effect.SetTimer(CREEP, Duration.ofMillis(millis));
    }

    /** A few of those that only Nova knows, others each time: a fleet that starts at once is no storm. */
    private void greet(Event.PeersListed listed, List<Effect> effects) {
        if (!settings.mode().takesPart()) return;
        String time = listed.at().toString();
        members.listed(listed.hosts()).stream()
                .sorted(Comparator.comparingLong(peer -> Hash.of(time, peer)))
                .limit(PROBES)
                .forEach(peer -> effects.add(manners.probe(peer)));
    }

    private void resume(Event.Resumed resumed, List<Effect> effects) {
        var order = resumed.order();
        ServerInfo server = house.offers(order.auction())
                .server(order.server())
                .orElseGet(() -> new ServerInfo(order.server(), 1, 0, 0, 0, 0, Resources.NONE, List.of()));
        take(null, Departure.resume(order, server, house), effects);
    }

    /** Ends what nothing is agreed about yet; what is agreed goes on. */
    private void release(Event event, List<Effect> effects) {
        for (Negotiation open : List.copyOf(house.negotiations.values())) {
            Hold.Phase phase = open.hold().phase();
            if (phase == Hold.Phase.ASKING || phase == Hold.Phase.BIDDING) {
                take(open, open.on(event, house), effects);
            }
        }
    }

    private void forward(String auction, Event event, List<Effect> effects) {
        Negotiation open = house.negotiations.get(auction);
        if (open != null) take(open, open.on(event, house), effects);
    }

    private void take(Negotiation before, Step step, List<Effect> effects) {
        Negotiation next = step.next();
        Hold was = before == null ? Hold.NOTHING : before.hold();
        Hold is = next.hold();
        if (next instanceof Settled) house.negotiations.remove(next.auction());
        else house.negotiations.put(next.auction(), next);
        effects.addAll(step.effects());
        chronicle(step);
        if (is.phase() == Hold.Phase.OUTBOUND) house.ordered(next.auction());
        if (is.phase().agreed() && !was.phase().agreed()) house.local.promise(next.auction(), is.server(), is.cpus());
        if (is.movedAt() != null && was.movedAt() == null) moved(next.auction(), is);
        for (String peer : step.learned().silent()) {
            members.silent(peer);
            effects.add(manners.probe(peer));
        }
        step.learned().systemLoad().ifPresent(initiative::learned);
        if (house.drains() && is.phase() != was.phase() && is.phase().agreed()) {
            house.draining.concluded("");
            initiative.moved();
            effects.add(new Effect.SetTimer(AGAIN, Duration.ZERO));
        }
        if (next instanceof Settled settled) settled(was, settled, effects);
    }

    private void chronicle(Step step) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Say say) note(say.note());
        }
        if (step.learned().tally() != Tally.NONE) {
            house.chronicle.tallied(step.next().auction(), step.learned().tally());
        }
    }

    private void note(Note note) {
        house.counters.attempts += note.attempts();
        if (note instanceof Note.Ended ended && house.own(ended.auction())) house.draining.concluded(ended.text());
        house.chronicle.said(note, house.now());
    }

    private void moved(String auction, Hold hold) {
        house.chronicle.ended(auction, Settled.Ending.MOVED, hold.movedAt());
        house.local.moved(auction, hold.movedAt());
        house.stays.moved(hold.server().id(), hold.movedAt());
        house.local.resetThreshold();
        if (hold.cpus() < 0) house.counters.migrations++;
    }

    private void settled(Hold was, Settled settled, List<Effect> effects) {
        if (was.phase().agreed()
                && settled.outcome() != null
                && !settled.outcome().done()) {
            house.local.forget(settled.auction());
            if (was.phase() == Hold.Phase.OUTBOUND) penalise(settled);
        }
        if (!house.own(settled.auction())) return;
        house.chronicle.ended(settled.auction(), settled.ending(), house.now());
        Duration wait = initiative.ended(settled.ending());
        effects.add(new Effect.SetTimer(AGAIN, wait));
    }

    private void penalise(Settled settled) {
        house.counters.failedMigrations++;
        Outcome outcome = settled.outcome();
        if (outcome instanceof Outcome.Failed)
            house.stays.failed(settled.server().id(), house.now());
        if (outcome instanceof Outcome.Refused) {
            house.stays.refused(settled.server().id(), settled.peer(), house.now());
        }
    }
}
