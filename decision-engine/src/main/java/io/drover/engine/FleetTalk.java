package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.News;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.model.Settings;
import io.drover.strategy.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What agents say to each other outside of auctions: who is there, and what they have missed. */
final class FleetTalk {

    static final Duration WORTH = Duration.ofSeconds(30);
    private static final Duration LONELY = Duration.ofSeconds(30);
    private static final long GREETING_MILLIS_PER_PEER = 20;
    private static final TimerId HELLO_AGAIN = new TimerId("", "hello");
    private static final int PROBES = 16;
    private static final String GREET = "greet ";

    private final LocalSituation situation;
    private final Membership members;
    private final RandomGenerator random;
    private final Settings settings;
    private final Greetings greetings;
    private final OperatorWords operators;
    private final Readership readership;
    private final PeerRateLimit lists = new PeerRateLimit(1, Duration.ofMinutes(1));

    FleetTalk(LocalSituation situation, Membership members, RandomGenerator random) {
        this.situation = situation;
        this.members = members;
        this.random = random;
        this.settings = situation.settings();
        this.readership = new Readership(situation, members);
        this.greetings = new Greetings(situation, members, random);
        this.operators = new OperatorWords(situation, members);
    }

    /** Its peers are those that Nova listed last, as far as that is known. */
    List<Effect> start(Event.Started started) {
        if (!started.peers().isEmpty() && !settings.strategy().rules().greetsFleet()) {
            members.listed(started.peers());
            readership.read(started.at());
            started.peers().forEach(members::named);
        }
        return join();
    }

    boolean readsList(Instant now) {
        return readership.due(now);
    }

    /** Tells the group, if this agent has read it for the group. */
    List<Effect> listed(Event.PeersListed listed) {
        boolean news = situation.recovery.listed(listed.failed(), listed.at());
        if (!settings.mode().takesPart()) return List.of();
        List<Effect> effects = new ArrayList<>();
        if (listed.forGroup() && readership.tells(listed.at(), news)) {
            Address group = settings.group().isEmpty() ? Address.FLEET : new Address.Group(settings.group());
            Message told = new Message.HelloReply(
                    situation.self(),
                    List.of(),
                    situation.pauses,
                    situation.draining.told(),
                    listed.hosts(),
                    listed.failed());
            effects.add(situation.send(group, "", told, WORTH));
        }
        listed(listed.at(), listed.hosts(), effects);
        return effects;
    }

    /** Greets a few of those that only Nova knows, others each time: a fleet that starts at once is no storm. */
    private void listed(Instant at, List<String> hosts, List<Effect> effects) {
        readership.read(at);
        String time = at.toString();
        members.listed(hosts).stream()
                .sorted(Comparator.comparingLong(peer -> Hash.of(time, peer)))
                .limit(PROBES)
                .forEach(peer -> effects.add(probe(peer)));
    }

    /** One that takes no part says so once, for peers may remember it from before. */
    List<Effect> join() {
        if (!settings.mode().takesPart()) return List.of(hello(Address.FLEET));
        return greetsFew() ? List.of(greetings.begin()) : greetAll();
    }

    private List<Effect> greetAll() {
        return List.of(hello(Address.FLEET), new Effect.SetTimer(HELLO_AGAIN, LONELY));
    }

    /** Words for the fleet were missed while the broker was away. */
    List<Effect> rejoin() {
        List<Effect> effects = new ArrayList<>(List.of(say(Note.Kind.NOTICED, "the broker is there again")));
        effects.addAll(join());
        return effects;
    }

    private boolean greetsFew() {
        return members.size() > 0 && !settings.strategy().rules().greetsFleet();
    }

    /** Said when samples become unsound or sound, not at each of them. */
    static Effect sampled(Optional<String> problem) {
        return say(Note.Kind.NOTICED, problem.map(why -> "no auctions: " + why).orElse("the samples are sound again"));
    }

    /** Whether it is of no concern to one that takes no part. What an earlier run has agreed still is. */
    boolean ignores(Envelope envelope) {
        Message message = envelope.message();
        return !settings.mode().takesPart()
                && !(message instanceof Message.Pause
                        || message instanceof Message.Drain
                        || message instanceof Message.Place
                        || message instanceof Message.Advice
                        || message instanceof Message.MeasurementRequest)
                && !situation.negotiations.containsKey(envelope.auction());
    }

    /** A single peer that was silent, or that only Nova knows: is it there? */
    Effect probe(String peer) {
        return hello(Address.host(peer));
    }

    /** A few are asked whether they are there; the others are found out by whoever needs them. */
    List<Effect> silent(Collection<String> peers) {
        peers.forEach(members::silent);
        boolean all = settings.strategy().rules().greetsFleet();
        return peers.stream()
                .limit(all ? peers.size() : Greetings.GREETED)
                .map(this::probe)
                .toList();
    }

    private Effect hello(Address to) {
        return situation.send(to, "", new Message.Hello(situation.self()), WORTH);
    }

    /** None when the timer is not one of these. */
    List<Effect> rang(TimerId timer) {
        if (timer.equals(HELLO_AGAIN)) return members.size() == 0 ? join() : List.of();
        if (greetings.set(timer)) {
            List<Effect> few = greetings.rang(timer);
            return greetings.alone() ? greetAll() : few;
        }
        if (!timer.name().startsWith(GREET)) return List.of();
        return List.of(greeting(timer.name().substring(GREET.length()), members.told()));
    }

    /** A newcomer learns who is there; one that was probed knows. */
    private Effect greeting(String peer, List<String> peers) {
        Message greeting = new Message.HelloReply(situation.self(), peers, situation.pauses, situation.draining.told());
        return situation.send(Address.host(peer), "", greeting, WORTH);
    }

    List<Effect> heard(Envelope envelope) {
        Message message = envelope.message();
        if (message instanceof Message.Hello hello) return hello(envelope, hello);
        if (message instanceof Message.HelloReply reply) return reply(envelope, reply);
        return operators.heard(envelope);
    }

    private List<Effect> hello(Envelope envelope, Message.Hello hello) {
        String peer = envelope.source();
        if (!hello.self().standing().mode().takesPart()) return leaves(peer);
        List<Effect> effects = new ArrayList<>();
        welcome(peer, hello.self().group(), effects);
        News news = hello.news();
        if (envelope.to() instanceof Address.Host) {
            effects.add(greeting(peer, news.told() ? members.told(news.known()) : List.of()));
            learn(peer, news.peers(), news.pauses(), news.drains(), effects);
        } else if (settings.strategy().rules().allGreet()) {
            effects.add(greeting(peer, members.told()));
        } else if (members.greets(envelope.id(), peer)) {
            long millis = random.nextLong(1 + GREETING_MILLIS_PER_PEER * members.size());
            effects.add(new Effect.SetTimer(new TimerId("", GREET + peer), Duration.ofMillis(millis)));
        }
        return effects;
    }

    private List<Effect> leaves(String peer) {
        boolean live = members.live(peer);
        members.gone(peer);
        return live ? List.of(say(Note.Kind.MEMBER, peer + " takes no part any more")) : List.of();
    }

    private List<Effect> reply(Envelope envelope, Message.HelloReply reply) {
        List<Effect> effects = new ArrayList<>();
        welcome(envelope.source(), reply.self().group(), effects);
        greetings.answered(envelope.source());
        learn(envelope.source(), reply.peers(), reply.pauses(), reply.drains(), effects);
        boolean believed = !reply.listed().isEmpty()
                && readership.believes(envelope.source(), reply.self().group())
                && lists.take(envelope.source(), situation.now());
        if (!believed) return effects;
        situation.recovery.listed(reply.failed(), situation.now());
        listed(situation.now(), reply.listed(), effects);
        return effects;
    }

    private void learn(String source, List<String> peers, Pauses pauses, Drains drains, List<Effect> effects) {
        peers.forEach(members::named);
        Pauses knownPauses = situation.pauses;
        Drains knownDrains = situation.draining.orders();
        effects.addAll(operators.adopt(source, pauses.entries()));
        effects.addAll(operators.adoptDrains(source, drains.entries()));
        boolean news = situation.pauses != knownPauses || situation.draining.orders() != knownDrains;
        if (news && !settings.strategy().rules().greetsFleet()) effects.addAll(greetings.pass(source));
    }

    private void welcome(String peer, String group, List<Effect> effects) {
        if (members.heard(peer, group)) effects.add(say(Note.Kind.MEMBER, peer + " is there"));
    }

    static Effect say(Note.Kind kind, String text) {
        return Effect.say("", kind, text);
    }
}
