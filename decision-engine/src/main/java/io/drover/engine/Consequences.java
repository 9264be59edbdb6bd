package io.drover.engine;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Hold;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Settled;
import io.drover.auction.Step;
import io.drover.auction.Tally;
import io.drover.model.HostObservation;
import io.drover.model.Mode;
import io.drover.model.Outcome;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a step of a negotiation means for its host beyond the negotiation. */
final class Consequences {

    private static final String BENDS =
            "nobody takes what is left: soft anti-affinity groups bend, so members may share a host from now on";

    private final LocalSituation situation;
    private final Membership members;
    private final FleetTalk talk;
    private final Initiative initiative;
    private final Settings settings;
    private final SortedSet<String> interrupted = new TreeSet<>();

    Consequences(LocalSituation situation, Membership members, FleetTalk talk, Initiative initiative) {
        this.situation = situation;
        this.members = members;
        this.talk = talk;
        this.initiative = initiative;
        this.settings = situation.settings();
    }

    /** Who is silent in these auctions may have answered while the broker was away. */
    void interrupted(Collection<String> auctions) {
        interrupted.clear();
        interrupted.addAll(auctions);
    }

    /**
     * Makes a step true.
     *
     * @param before null: the negotiation begins with it
     */
    void take(Negotiation before, Step step, List<Effect> effects) {
        Negotiation next = step.next();
        Hold was = before == null ? Hold.NOTHING : before.hold();
        Hold is = next.hold();
        if (next instanceof Settled) situation.negotiations.remove(next.auction());
        else situation.negotiations.put(next.auction(), next);
        effects.addAll(step.effects());
        chronicle(step);
        if (!situation.own(next.auction())) situation.conduct.held(next.auction(), was, is, situation.now());
        if (is.phase().agreed() && !was.phase().agreed()) {
            situation.proposing.agreed(next.auction(), situation.now());
            situation.spreading.agreed(next.auction());
        }
        if (is.phase() == Hold.Phase.OUTBOUND) situation.ordered(next.auction());
        if (is.phase().agreed() && !was.phase().agreed())
            situation.local.promise(next.auction(), is.server(), is.cpus());
        if (is.movedAt() != null && was.movedAt() == null) {
            moved(next.auction(), is);
            if (is.cpus() > 0) came(next.auction(), is.server(), effects);
        }
        if (!interrupted.contains(next.auction()))
            effects.addAll(talk.silent(step.learned().silent()));
        step.learned().systemLoad().ifPresent(initiative::learned);
        if (situation.drains() && is.phase() != was.phase() && is.phase().agreed()) {
            situation.draining.concluded("");
            initiative.moved();
            effects.add(new Effect.SetTimer(AuctionEngine.AGAIN, Duration.ZERO));
        }
        if (next instanceof Settled settled) settled(was, settled, effects);
        if (is.phase() == Hold.Phase.SETTLING && was.phase() != Hold.Phase.SETTLING) settle(next, effects);
    }

    /** A move is heard of late: the newest sample may show it already. */
    private void settle(Negotiation moved, List<Effect> effects) {
        HostObservation newest = situation.local.newest();
        if (newest == null) return;
        take(moved, moved.on(new Event.Observed(situation.now(), newest), situation), effects);
    }

    private void chronicle(Step step) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Say say) noted(say.note());
        }
        if (step.learned().tally() != Tally.NONE) {
            situation.chronicle.tallied(step.next().auction(), step.learned().tally());
        }
    }

    /** What was said, by a negotiation or of none. */
    void noted(Note note) {
        situation.counters.attempts += note.attempts();
        if (note instanceof Note.Ended ended && situation.own(ended.auction()))
            situation.draining.concluded(ended.text());
        if (note instanceof Note.Refused refused && situation.own(refused.auction()) && members.live(refused.by())) {
            situation.conduct.refused(refused.by(), situation.now());
        }
        situation.chronicle.said(note, situation.now());
        situation.proposing.said(note);
        if (note instanceof Note.Advised advised && proposed(advised.move())) {
            situation.proposing.advised(advised, situation.now());
        }
    }

    /** Whether an operator may approve it; else it is only said. */
    private boolean proposed(Note.Move move) {
        boolean own = move.source().equals(settings.host());
        return (own ? situation.mode(move.server()) : settings.mode()) == Mode.PROPOSE;
    }

    private void moved(String auction, Hold hold) {
        situation.chronicle.ended(auction, Settled.Ending.MOVED, hold.movedAt());
        situation.proposing.moved(auction, situation.now());
        situation.local.moved(auction, hold.movedAt());
        situation.cooldowns.moved(hold.server().id(), hold.movedAt());
        situation.local.resetThreshold();
        if (hold.cpus() < 0) situation.counters.migrations++;
    }

    /** By a drain, if its auctioneer drains. */
    private void came(String auction, ServerInfo server, List<Effect> effects) {
        if (!situation.draining.came(server.id(), AuctionIds.auctioneer(auction))) return;
        effects.add(new Effect.Keep(situation.pauses, situation.draining.orders()));
    }

    private void settled(Hold was, Settled settled, List<Effect> effects) {
        if (was.phase().agreed()
                && settled.outcome() != null
                && !settled.outcome().done()) {
            situation.local.forget(settled.auction());
            if (was.phase() == Hold.Phase.OUTBOUND) situation.penalise(settled);
            else if (settled.outcome() instanceof Outcome.Failed) {
                situation.cooldowns.stayedAway(settled.server().id(), members.groupOf(settled.peer()), situation.now());
            }
        }
        if (settled.ending() == Settled.Ending.MOVED) {
            situation.conduct.kept(settled.peer());
            if (was.cpus() < 0) situation.gave(settled);
            else situation.cooldowns.came(members.groupOf(settled.peer()));
        }
        if (!situation.own(settled.auction())) return;
        situation.chronicle.ended(settled.auction(), settled.ending(), situation.now());
        if (situation.bends(settled.ending())) effects.add(FleetTalk.say(Note.Kind.NOTICED, BENDS));
        boolean spread = situation.spreading.ended(settled, situation.now());
        Optional<Duration> approved = situation.proposing.ended(settled, situation.now());
        Duration wait =
                approved.isPresent() || spread ? approved.orElse(Duration.ZERO) : initiative.ended(settled.ending());
        effects.add(new Effect.SetTimer(AuctionEngine.AGAIN, wait));
    }
}
