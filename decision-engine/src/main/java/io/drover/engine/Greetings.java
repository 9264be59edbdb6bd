package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Message;
import io.drover.auction.News;
import io.drover.auction.TimerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * How an agent that knows its peers makes itself known again, and hears what it missed: it greets a few that it draws, at a
 * time that it draws, so that a fleet that comes back at once costs so much for each agent, however many there are.
 */
final class Greetings {

    /** So many are greeted. */
    static final int GREETED = 8;

    /** So many agents of a fleet greet in a second. */
    static final int GREETERS_A_SECOND = 50;

    /** So many hear at once what was learnt by a greeting. */
    private static final int HEARERS = 4;

    /** So many that auctions found silent are greeted at most: as many as a sample by {@code auto} asks. */
    private static final int SILENT = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final TimerId BEGIN = new TimerId("", "greeting");
    private static final TimerId LOOK = new TimerId("", "greeted");

    private final LocalSituation situation;
    private final Membership members;
    private final RandomGenerator random;

    /** Of whom an answer is missing. */
    private final SortedSet<String> asked = new TreeSet<>();

    private boolean answered;
    private boolean repeated;

    Greetings(LocalSituation situation, Membership members, RandomGenerator random) {
        this.situation = situation;
        this.members = members;
        this.random = random;
    }

    /** At a drawn time; whoever is drawn then is greeted. */
    Effect begin() {
        asked.clear();
        repeated = false;
        long millis = random.nextLong(1 + 1000L * members.size() / GREETERS_A_SECOND);
        return new Effect.SetTimer(BEGIN, Duration.ofMillis(millis));
    }

    boolean set(TimerId timer) {
        return timer.equals(BEGIN) || timer.equals(LOOK);
    }

    /** One of its timers. */
    List<Effect> rang(TimerId timer) {
        if (timer.equals(LOOK)) return look();
        answered = false;
        asked.addAll(members.drawn(GREETED, random));
        return greet();
    }

    private List<Effect> greet() {
        List<Effect> effects = new ArrayList<>();
        News news = news();
        for (String peer : asked) {
            effects.add(
                    situation.send(Address.host(peer), "", new Message.Hello(situation.self(), news), FleetTalk.WORTH));
        }
        if (!asked.isEmpty()) effects.add(new Effect.SetTimer(LOOK, PATIENCE));
        return effects;
    }

    /**
     * Those that have not answered may have come back later than this agent: they are greeted once more. So are others
     * that an auction found silent meanwhile: their own greetings may go elsewhere.
     */
    private List<Effect> look() {
        if (repeated) asked.clear();
        else members.silent().stream().limit(SILENT).forEach(asked::add);
        repeated = true;
        return greet();
    }

    /** Whether nobody that it greeted was there. */
    boolean alone() {
        return asked.isEmpty() && !answered;
    }

    void answered(String peer) {
        answered |= asked.remove(peer);
    }

    /** What it says of itself and the fleet to those that know most of it. */
    News news() {
        return new News(members.size(), members.newest(), situation.pauses, situation.draining.told());
    }

    /** An operator's word that was learnt by a greeting, handed on to a few. */
    List<Effect> pass(String source) {
        Message news = new Message.HelloReply(situation.self(), List.of(), situation.pauses, situation.draining.told());
        return members.drawn(HEARERS, random).stream()
                .filter(peer -> !peer.equals(source))
                .<Effect>map(peer -> situation.send(Address.host(peer), "", news, FleetTalk.WORTH))
                .toList();
    }
}
