package io.drover.explorer;

import io.drover.auction.TimerId;
import io.drover.explorer.Thing.Business;
import io.drover.explorer.Thing.Deed;
import io.drover.explorer.Thing.Errand;
import io.drover.explorer.Thing.Ring;
import io.drover.explorer.Thing.Stage;
import io.drover.explorer.Thing.Told;
import io.drover.explorer.Thing.Word;
import io.drover.model.MigrationOrder;
import io.drover.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** All that may happen at one moment. */
final class Moves {

    private static final int[] NOTHING = {};

    private final SmallFleet fleet;
    private final Behaviour behaviour;
    private Truth truth;
    private Moment moment;
    private List<Successor> successors;

    Moves(SmallFleet fleet, Behaviour behaviour) {
        this.fleet = fleet;
        this.behaviour = behaviour;
    }

    /** Everything is known of everybody, and the first samples are about to show that the first host is hot. */
    Moment start(Bounds bounds) {
        int[] agents = new int[fleet.hosts().size()];
        for (int host = 0; host < agents.length; host++) {
            agents[host] = behaviour.newcomer(fleet.hosts().get(host), SmallFleet.START.minusSeconds(41));
            for (int ago = 40; ago >= 10; ago -= 10) {
                Moment before = new Moment(-1000L * ago, -1000L * (ago + 10), agents, NOTHING.clone(), bounds);
                Truth then = new Truth(before, fleet, behaviour.things);
                int look = behaviour.things.of(then.look(fleet.hosts().get(host), false));
                agents[host] = behaviour.on(agents[host], look, then.now).agent();
            }
        }
        return new Moment(-1, -SmallFleet.INTERVAL.toMillis(), agents, NOTHING.clone(), bounds);
    }

    List<Successor> from(Moment at) {
        moment = at;
        truth = new Truth(at, fleet, behaviour.things);
        successors = new ArrayList<>();
        int before = -1;
        for (int number : at.things()) {
            if (number == before) continue;
            before = number;
            if (behaviour.things.get(number) instanceof Word word) word(number, word);
            else if (behaviour.things.get(number) instanceof Errand errand) errand(number, errand);
            else if (behaviour.things.get(number) instanceof Deed deed) deed(number, deed);
        }
        if (at.left().crashes(1)) crashes();
        clock();
        return successors;
    }

    private void word(int number, Word word) {
        int[] it = {number};
        hears("delivers ", moment, word.to(), new Word(word.envelope(), word.to(), word.expires(), false), it);
        if (moment.left().loses()) {
            add(
                    () -> "loses " + word.text(),
                    moment.with(it, NOTHING).with(moment.left().lost()));
        }
        if (moment.left().duplicates(1)) {
            add(
                    () -> "duplicates " + word.text(),
                    moment.with(NOTHING, it).with(moment.left().duplicated()));
        }
    }

    private void errand(int number, Errand errand) {
        int[] it = {number};
        MigrationOrder order = errand.order();
        if (errand.business() == Business.ASK) {
            asks(it, errand);
            return;
        }
        Optional<Deed> deed = truth.deed(order);
        if (deed.isPresent() && deed.get().stage() != Stage.RUNNING) tells(it, errand, outcome(deed.get()));
    }

    private void asks(int[] it, Errand errand) {
        MigrationOrder order = errand.order();
        if (truth.now.isAfter(order.callBefore())) {
            tells(it, errand, new Outcome.Skipped("too late to ask Nova"));
        } else if (truth.moving(order.server()) || !truth.home(order.server()).equals(order.source())) {
            tells(it, errand, new Outcome.Skipped("Nova answers 409"));
        } else {
            tells(it, errand, new Outcome.Refused("no valid host was found"));
            int deed = behaviour.things.of(new Deed(order, truth.now, Stage.RUNNING, truth.now));
            int follow = behaviour.things.of(new Errand(errand.host(), Business.FOLLOW, order, Instant.MAX));
            String broken = truth.full(order.destination())
                    ? order.destination() + " has no room for " + order.server() + ", which it accepted"
                    : "";
            successors.add(new Successor(
                    () -> "Nova begins " + order.server() + " to " + order.destination() + " of " + order.auction(),
                    moment.with(it, new int[] {deed, follow}),
                    List.of(),
                    broken));
        }
    }

    private Outcome outcome(Deed deed) {
        if (deed.stage() == Stage.BROKEN) return new Outcome.Failed("it broke off");
        return new Outcome.Done(
                Duration.between(deed.askedAt(), deed.changedAt()).toMillis() / 1e3,
                Duration.between(deed.changedAt(), truth.now).toMillis() / 1e3);
    }

    private void tells(int[] it, Errand errand, Outcome outcome) {
        hears("Nova tells ", moment, errand.host(), new Told(errand.order(), outcome), it);
    }

    private void deed(int number, Deed deed) {
        if (deed.stage() != Stage.RUNNING) return;
        int[] it = {number};
        for (Stage how : List.of(Stage.DONE, Stage.BROKEN)) {
            int[] ended = {behaviour.things.of(deed.ended(how, truth.now))};
            add(() -> "Nova has " + how + ' ' + deed.text(), moment.with(it, ended));
        }
    }

    private void crashes() {
        for (int host = 0; host < moment.agents().length; host++) {
            String name = fleet.hosts().get(host);
            Instant later = truth.now.plusMillis(1);
            Reaction reaction = behaviour.crash(moment.agents()[host], later);
            Moment after = moment.at(moment.now() + 1).with(moment.left().crashed());
            add(
                    () -> "crashes " + name,
                    after.with(host, reaction.agent(), lost(name, false, NOTHING), reaction.sent()));
            int[] deaf = lost(name, true, NOTHING);
            if (deaf.length > lost(name, false, NOTHING).length) {
                add(
                        () -> "crashes " + name + " with its queue",
                        after.with(host, reaction.agent(), deaf, reaction.sent()));
            }
        }
    }

    /** What an agent's end takes with it: its errands, and perhaps what waits in its queue. */
    private int[] lost(String host, boolean queue, int[] besides) {
        List<Integer> lost = new ArrayList<>();
        for (int thing : besides) lost.add(thing);
        for (int number : moment.things()) {
            Thing thing = behaviour.things.get(number);
            boolean its = thing instanceof Errand errand && errand.host().equals(host);
            boolean waits = queue && thing instanceof Word word && word.to().equals(host);
            if ((its || waits) && !lost.contains(number)) lost.add(number);
        }
        return lost.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The next that is due by anybody's clock: all clocks go alike. */
    private void clock() {
        long due = Long.MAX_VALUE;
        for (int agent : moment.agents()) {
            for (Instant at : behaviour.agent(agent).timers().values()) due = Math.min(due, millis(at));
        }
        long sample = moment.sampled() + SmallFleet.INTERVAL.toMillis();
        if (samples()) due = Math.min(due, sample);
        for (Errand errand : truth.errands) if (truth.vain(errand)) due = Math.min(due, millis(errand.giveUpAt()));
        if (due == Long.MAX_VALUE) return;
        long next = Math.max(due, moment.now());
        int late = next == moment.now()
                ? 0
                : (int) truth.words.stream().filter(word -> !word.late()).count();
        if (!moment.left().delays(late) || truth.impatient(next)) return;
        Moment then =
                next == moment.now() ? moment : later(next).with(moment.left().delayed(late));
        Moment before = moment;
        Truth known = truth;
        moment = then;
        truth = new Truth(then, fleet, behaviour.things);
        rings(due);
        if (samples() && sample == due) sample();
        for (Errand errand : known.errands) {
            if (truth.vain(errand) && millis(errand.giveUpAt()) == due) {
                tells(new int[] {behaviour.things.of(errand)}, errand, new Outcome.Skipped("Nova shows no migration"));
            }
        }
        moment = before;
        truth = known;
    }

    private static long millis(Instant at) {
        return Duration.between(SmallFleet.START, at).toMillis();
    }

    /** Samples are taken for ever; they are of interest while an auction goes on or may begin. */
    private boolean samples() {
        return truth.busy()
                || moment.now() < 0
                || Claims.waits(moment, behaviour)
                || moment.left().auctions() > 0;
    }

    private Moment later(long next) {
        Instant then = SmallFleet.START.plusMillis(next);
        List<Integer> things = new ArrayList<>();
        for (int number : moment.things()) {
            Thing thing = behaviour.things.get(number);
            if (!(thing instanceof Word word)) things.add(number);
            else if (!then.isAfter(word.expires())) things.add(behaviour.things.of(word.overtaken()));
        }
        int[] left = things.stream().mapToInt(Integer::intValue).toArray();
        return new Moment(next, moment.sampled(), moment.agents(), left, moment.left());
    }

    private void rings(long due) {
        for (int host = 0; host < moment.agents().length; host++) {
            for (Map.Entry<TimerId, Instant> timer :
                    behaviour.agent(moment.agents()[host]).timers().entrySet()) {
                if (millis(timer.getValue()) == due) {
                    hears("rings ", moment, fleet.hosts().get(host), new Ring(timer.getKey()), NOTHING);
                }
            }
        }
    }

    private void sample() {
        Moment all = new Moment(
                moment.now(), moment.now(), moment.agents(), moment.things().clone(), moment.left());
        StringBuilder broken = new StringBuilder();
        List<Recorder.Verdict> verdicts = new ArrayList<>();
        for (int host = 0; host < moment.agents().length; host++) {
            String name = fleet.hosts().get(host);
            Reaction reaction =
                    reaction(all.agents()[host], truth.look(name, false), truth.look(name, true), all.left());
            broken.append(reaction.broken());
            verdicts.addAll(reaction.verdicts());
            all = all.with(host, reaction.agent(), NOTHING, reaction.sent())
                    .with(all.left().opened(reaction.opened()));
        }
        long at = moment.now();
        successors.add(new Successor(() -> "samples at " + at + " ms", all, verdicts, broken.toString()));
    }

    /** A host that may open no more auctions is closed just before it would. */
    private Reaction reaction(int agent, Thing thing, Thing instead, Bounds left) {
        Reaction reaction = behaviour.on(agent, behaviour.things.of(thing), truth.now);
        return reaction.opened() <= left.auctions()
                ? reaction
                : behaviour.on(agent, behaviour.things.of(instead), truth.now);
    }

    private void hears(String what, Moment from, String host, Thing.Arriving thing, int[] removed) {
        int index = fleet.hosts().indexOf(host);
        int number = behaviour.things.of(thing);
        int agent = from.agents()[index];
        Reaction reaction = behaviour.on(agent, number, truth.now);
        if (reaction.opened() > from.left().auctions()) {
            agent = behaviour
                    .on(agent, behaviour.things.of(truth.closing(host)), truth.now)
                    .agent();
            reaction = behaviour.on(agent, number, truth.now);
        }
        Reaction told = reaction;
        Supplier<String> text =
                () -> what + (what.startsWith("d") ? "" : host + " ") + thing.text() + " at " + from.now();
        successors.add(new Successor(
                text,
                from.with(index, told.agent(), removed, told.sent())
                        .with(from.left().opened(told.opened())),
                told.verdicts(),
                told.broken()));
        if (!from.left().crashes(1)) return;
        for (int deeds = 0; deeds < told.deeds(); deeds++) {
            int after = deeds;
            Reaction torn = behaviour.on(agent, number, truth.now, deeds);
            add(
                    () -> text.get() + ", and crashes after " + after,
                    from.at(from.now() + 1)
                            .with(from.left().crashed())
                            .with(index, torn.agent(), lost(host, false, removed), torn.sent()));
        }
    }

    private void add(Supplier<String> move, Moment next) {
        successors.add(new Successor(move, next, List.of(), ""));
    }
}
