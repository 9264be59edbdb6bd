package io.drover.engine;

import io.drover.auction.Effect;
import io.drover.auction.Hold;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.auction.Settled;
import io.drover.auction.Step;
import io.drover.auction.Tally;
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

    private final LocalSituation house;
    private final Membership members;
    private final FleetTalk manners;
    private final Initiative initiative;
    private final Settings settings;
    private final SortedSet<String> interrupted = new TreeSet<>();

    Consequences(LocalSituation house, Membership members, FleetTalk manners, Initiative initiative) {
        this.house = house;
        this.members = members;
        this.manners = manners;
        this.initiative = initiative;
        this.settings = house.settings();
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
        if (next instanceof Settled) house.negotiations.remove(next.auction());
        else house.negotiations.put(next.auction(), next);
        effects.addAll(step.effects());
        chronicle(step);
        if (!house.own(next.auction())) house.conduct.held(next.auction(), was, is, house.now());
        if (is.phase().agreed() && !was.phase().agreed()) {
            house.proposing.agreed(next.auction(), house.now());
            house.spreading.agreed(next.auction());
        }
        if (is.phase() == Hold.Phase.OUTBOUND) house.ordered(next.auction());
        if (is.phase().agreed() && !was.phase().agreed()) house.local.promise(next.auction(), is.server(), is.cpus());
        if (is.movedAt() != null && was.movedAt() == null) {
            moved(next.auction(), is);
            if (is.cpus() > 0) came(next.auction(), is.server(), effects);
        }
        if (!interrupted.contains(next.auction()))
            effects.addAll(manners.silent(step.learned().silent()));
        step.learned().systemLoad().ifPresent(initiative::learned);
        if (house.drains() && is.phase() != was.phase() && is.phase().agreed()) {
            house.draining.concluded("");
            initiative.moved();
            effects.add(new Effect.SetTimer(AuctionEngine.AGAIN, Duration.ZERO));
        }
        if (next instanceof Settled settled) settled(was, settled, effects);
    }

    private void chronicle(Step step) {
        for (Effect effect : step.effects()) {
            if (effect instanceof Effect.Say say) noted(say.note());
        }
        if (step.learned().tally() != Tally.NONE) {
            house.chronicle.tallied(step.next().auction(), step.learned().tally());
        }
    }

    /** What was said, by a negotiation or of none. */
    void noted(Note note) {
        house.counters.attempts += note.attempts();
        if (note instanceof Note.Ended ended && house.own(ended.auction())) house.draining.concluded(ended.text());
        if (note instanceof Note.Refused refused && house.own(refused.auction()) && members.live(refused.by())) {
            house.conduct.refused(refused.by(), house.now());
        }
        house.chronicle.said(note, house.now());
        house.proposing.said(note);
        if (note instanceof Note.Advised advised && proposed(advised.move())) {
            house.proposing.advised(advised, house.now());
        }
    }

    /** Whether an operator may approve it; else it is only said. */
    private boolean proposed(Note.Move move) {
        boolean own = move.source().equals(settings.host());
        return (own ? house.mode(move.server()) : settings.mode()) == Mode.PROPOSE;
    }

    private void moved(String auction, Hold hold) {
        house.chronicle.ended(auction, Settled.Ending.MOVED, hold.movedAt());
        house.proposing.moved(auction, house.now());
        house.local.moved(auction, hold.movedAt());
        house.stays.moved(hold.server().id(), hold.movedAt());
        house.local.resetThreshold();
        if (hold.cpus() < 0) house.counters.migrations++;
    }

    /** By a drain, if its auctioneer drains. */
    private void came(String auction, ServerInfo server, List<Effect> effects) {
        if (!house.draining.came(server.id(), AuctionIds.auctioneer(auction))) return;
        effects.add(new Effect.Keep(house.pauses, house.draining.orders()));
    }

    private void settled(Hold was, Settled settled, List<Effect> effects) {
        if (was.phase().agreed()
                && settled.outcome() != null
                && !settled.outcome().done()) {
            house.local.forget(settled.auction());
            if (was.phase() == Hold.Phase.OUTBOUND) house.penalise(settled);
            else if (settled.outcome() instanceof Outcome.Failed) {
                house.stays.stayedAway(settled.server().id(), members.groupOf(settled.peer()), house.now());
            }
        }
        if (settled.ending() == Settled.Ending.MOVED) {
            house.conduct.kept(settled.peer());
            if (was.cpus() < 0) house.stays.took(settled.peer());
            else house.stays.came(members.groupOf(settled.peer()));
        }
        if (!house.own(settled.auction())) return;
        house.chronicle.ended(settled.auction(), settled.ending(), house.now());
        if (house.bends(settled.ending())) effects.add(FleetTalk.say(Note.Kind.NOTICED, BENDS));
        boolean spread = house.spreading.ended(settled, house.now());
        Optional<Duration> approved = house.proposing.ended(settled, house.now());
        Duration wait =
                approved.isPresent() || spread ? approved.orElse(Duration.ZERO) : initiative.ended(settled.ending());
        effects.add(new Effect.SetTimer(AuctionEngine.AGAIN, wait));
    }
}
