package io.drover.adversary;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Hold;
import io.drover.auction.Message;
import io.drover.auction.Negotiation;
import io.drover.auction.Note;
import io.drover.engine.AuctionEngine;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.MigrationOrder;
import io.drover.model.Settings;
import io.drover.scenario.Scenario;
import io.drover.simulation.MessageSize;
import io.drover.simulation.Onlooker;
import io.drover.simulation.Result;
import io.drover.simulation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** What a fleet comes to of which the first host lies. */
final class Harm implements Onlooker {

    private final String liar;
    private final double push;
    private final double interval;
    private final SortedMap<String, Instant> locks = new TreeMap<>();
    private double heat;
    private double liarsHeat;
    private long moves;
    private long refused;
    private Duration longest = Duration.ZERO;
    private Duration locked = Duration.ZERO;
    private long calls;
    private final List<String> told = new ArrayList<>();

    private Harm(Scenario scenario) {
        this.liar = scenario.hosts().get(0).name();
        this.push = scenario.settings().strategy().thresholds().push();
        this.interval = scenario.conditions().interval().toSeconds();
    }

    static Harm of(Way way, Scenario scenario) {
        Harm harm = new Harm(scenario);
        Result result = Simulation.run(
                scenario, (settings, random) -> harm.agent(way, settings, random), MessageSize.ESTIMATE, harm);
        harm.moves = result.summary().migrations();
        return harm;
    }

    private Engine agent(Way way, Settings settings, SplittableRandom random) {
        AuctionEngine engine = new AuctionEngine(settings, random);
        if (!settings.host().equals(liar)) return new Honest(engine, settings.host());
        return way == Way.HONEST ? engine : new Liar(engine, way, liar);
    }

    @Override
    public void sampled(Duration at, String host, double seen, double truth) {
        if (truth < push) return;
        if (host.equals(liar)) liarsHeat += interval;
        else heat += interval;
    }

    @Override
    public void migrated(Duration at, MigrationOrder order) {}

    String liar() {
        return liar;
    }

    /** Host-seconds at or above the push threshold, of all hosts but the liar's. */
    double heat() {
        return heat;
    }

    double liarsHeat() {
        return liarsHeat;
    }

    long moves() {
        return moves;
    }

    /** Awards and attempts of honest hosts that were refused, or not answered. */
    long refused() {
        return refused;
    }

    /** Of honest hosts: the longest time in which another's auction had its lock and nothing was agreed. */
    Duration longest() {
        return longest;
    }

    /** Of all honest hosts together: time locked by the liar's auctions. */
    Duration locked() {
        return locked;
    }

    /** Auctions that honest hosts opened. */
    long calls() {
        return calls;
    }

    /** What honest agents said of others' conduct. */
    List<String> told() {
        return told;
    }

    /** The agent as it is, looked at. */
    private final class Honest implements Engine {

        private final AuctionEngine engine;
        private final String host;

        Honest(AuctionEngine engine, String host) {
            this.engine = engine;
            this.host = host;
        }

        @Override
        public HostInfo self(Instant now) {
            return engine.self(now);
        }

        @Override
        public boolean readsList(Instant now) {
            return engine.readsList(now);
        }

        @Override
        public List<Effect> on(Event event) {
            List<Effect> effects = engine.on(event);
            for (Effect effect : effects) look(effect);
            SortedMap<String, Instant> before = new TreeMap<>(locks.subMap(host + " ", host + "!"));
            for (Negotiation open : engine.open()) {
                Hold hold = open.hold();
                boolean foreign = !open.auction().startsWith(host + "/");
                if (!foreign || !hold.lease() || hold.phase().agreed()) continue;
                String lock = host + " " + open.auction();
                locks.putIfAbsent(lock, event.at());
                before.remove(lock);
            }
            before.forEach((lock, since) -> released(lock, Duration.between(since, event.at())));
            return effects;
        }

        private void released(String lock, Duration length) {
            locks.remove(lock);
            if (length.compareTo(longest) > 0) longest = length;
            if (lock.substring(host.length() + 1).startsWith(liar + "/")) locked = locked.plus(length);
        }

        private void look(Effect effect) {
            if (effect instanceof Effect.Send send
                    && (send.envelope().message() instanceof Message.HotspotMessage
                            || send.envelope().message() instanceof Message.StealBroadcast)) calls++;
            if (!(effect instanceof Effect.Say say)) return;
            if (say.note() instanceof Note.Refused) refused++;
            String text = say.note().text();
            if (say.note().kind() == Note.Kind.NOTICED
                    && (text.contains("awards in a row") || text.contains("again and again")))
                told.add(host + ": " + text);
        }
    }
}
