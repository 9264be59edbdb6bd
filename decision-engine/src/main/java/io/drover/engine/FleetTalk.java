package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.DrainProgress;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.model.HostInfo;
import io.drover.model.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What agents say outside of auctions: joining, pausing, draining, measuring. */
final class FleetTalk {

    private static final Duration WORTH = Duration.ofSeconds(30);
    private static final Duration LONELY = Duration.ofSeconds(30);
    private static final long GREETING_MILLIS_PER_PEER = 20;
    private static final TimerId HELLO_AGAIN = new TimerId("", "hello");
    private static final String GREET = "greet ";

    /** Enough for any operator; one that says more is no operator. */
    private static final int PAUSES_A_MINUTE = 6;

    /** Each host has an order of its own: enough for some racks at once. */
    private static final int DRAINS_A_MINUTE = 200;

    private final LocalSituation house;
    private final Membership members;
    private final RandomGenerator random;
    private final Settings settings;
    private final Quota pausing = new Quota(PAUSES_A_MINUTE, Duration.ofMinutes(1));
    private final Quota drainWords = new Quota(DRAINS_A_MINUTE, Duration.ofMinutes(1));

    FleetTalk(LocalSituation house, Membership members, RandomGenerator random) {
        this.house = house;
        this.members = members;
        this.random = random;
        this.settings = house.settings();
    }

    /** One that takes no part says so once, for peers may remember it from before. */
    List<Effect> join() {
        if (!settings.mode().takesPart()) return List.of(hello(Address.FLEET));
        return List.of(hello(Address.FLEET), new Effect.SetTimer(HELLO_AGAIN, LONELY));
    }

    /** Everybody may have come or gone while the broker was away. */
    List<Effect> rejoin() {
        List<Effect> effects = new ArrayList<>(List.of(say(Note.Kind.NOTICED, "the broker is there again")));
        effects.addAll(join());
        return effects;
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
                        || message instanceof Message.MeasurementRequest)
                && !house.negotiations.containsKey(envelope.auction());
    }

    /** A single peer that was silent, or that only Nova knows: is it there? */
    Effect probe(String peer) {
        return hello(Address.host(peer));
    }

    private Effect hello(Address to) {
        return house.send(to, "", new Message.Hello(house.self()), WORTH);
    }

    /** None when the timer is not one of these. */
    List<Effect> rang(TimerId timer) {
        if (timer.equals(HELLO_AGAIN)) return members.size() == 0 ? join() : List.of();
        if (!timer.name().startsWith(GREET)) return List.of();
        return List.of(greeting(timer.name().substring(GREET.length()), members.told()));
    }

    /** A newcomer learns who is there; one that was probed knows. */
    private Effect greeting(String peer, List<String> peers) {
        Message greeting = new Message.HelloReply(house.self(), peers, house.pauses, house.draining.orders());
        return house.send(Address.host(peer), "", greeting, WORTH);
    }

    List<Effect> heard(Envelope envelope) {
        Message message = envelope.message();
        if (message instanceof Message.Hello hello) return hello(envelope, hello);
        if (message instanceof Message.HelloReply reply) return reply(envelope, reply);
        if (message instanceof Message.Pause pause) return pause(envelope, pause);
        if (message instanceof Message.Drain drain) return drain(envelope, drain);
        if (message instanceof Message.MeasurementRequest request) return List.of(measured(envelope, request));
        return List.of();
    }

    private List<Effect> hello(Envelope envelope, Message.Hello hello) {
        String peer = envelope.source();
        if (!hello.self().standing().mode().takesPart()) return leaves(peer);
        List<Effect> effects = new ArrayList<>();
        welcome(peer, hello.self().group(), effects);
        if (envelope.to() instanceof Address.Host) {
            effects.add(greeting(peer, List.of()));
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
        reply.peers().forEach(members::named);
        effects.addAll(adopt(envelope.source(), reply.pauses().entries()));
        effects.addAll(adoptDrains(envelope.source(), reply.drains().entries()));
        return effects;
    }

    private void welcome(String peer, String group, List<Effect> effects) {
        if (members.heard(peer, group)) effects.add(say(Note.Kind.MEMBER, peer + " is there"));
    }

    private List<Effect> pause(Envelope envelope, Message.Pause pause) {
        List<Effect> effects = new ArrayList<>(adopt(envelope.source(), List.of(pause)));
        effects.add(house.send(
                Address.host(envelope.source()),
                "",
                new Message.PauseAcknowledgement(house.pauses.hold(settings.group()), settings.group()),
                WORTH));
        return effects;
    }

    private List<Effect> adopt(String source, List<Message.Pause> told) {
        Pauses pauses = PauseWords.merged(house.pauses, told, house.now(), this::inhabited);
        if (pauses.equals(house.pauses)) return List.of();
        if (!pausing.take(source, house.now())) {
            return List.of(say(Note.Kind.IGNORED, source + " pauses and resumes too often"));
        }
        boolean before = house.pauses.hold(settings.group());
        house.pauses = pauses;
        boolean after = pauses.hold(settings.group());
        Effect kept = new Effect.Keep(pauses, house.draining.orders());
        if (before == after) return List.of(kept);
        return List.of(kept, say(Note.Kind.PAUSED, after ? "paused" : "resumed"));
    }

    /** Answered each time: whoever repeats the order hears how far it is. */
    private List<Effect> drain(Envelope envelope, Message.Drain drain) {
        List<Effect> effects = new ArrayList<>(adoptDrains(envelope.source(), List.of(drain)));
        boolean own = drain.host().equals(settings.host());
        boolean draining =
                own ? house.drains() : house.draining.orders().of(drain.host()).isPresent();
        Message answer =
                new Message.DrainAcknowledgement(drain.host(), draining, own ? house.drained() : DrainProgress.UNKNOWN);
        effects.add(house.send(Address.host(envelope.source()), "", answer, WORTH));
        return effects;
    }

    private List<Effect> adoptDrains(String source, List<Message.Drain> told) {
        Drains drains = DrainWords.merged(house.draining.orders(), told, house.now(), this::manned);
        if (drains.equals(house.draining.orders())) return List.of();
        if (!drainWords.take(source, house.now())) {
            return List.of(say(Note.Kind.IGNORED, source + " orders drains too often"));
        }
        boolean before = house.drains();
        house.draining.orders(drains);
        Effect kept = new Effect.Keep(house.pauses, drains);
        if (before == house.drains()) return List.of(kept);
        return List.of(kept, say(Note.Kind.NOTICED, before ? "drains no more" : house.draining.why()));
    }

    private boolean manned(String host) {
        return host.equals(settings.host()) || members.live(host);
    }

    private boolean inhabited(String group) {
        return group.equals(settings.group()) || members.inhabited(group);
    }

    private Effect measured(Envelope envelope, Message.MeasurementRequest request) {
        Counters counters = house.counters;
        HostInfo self = house.self();
        Instant lockedUntil = house.alarms.latest(self.standing().lockedBy()).orElse(null);
        return house.send(
                Address.host(envelope.source()),
                "",
                new Message.MeasurementReply(
                        self,
                        counters.attempts,
                        counters.migrations,
                        counters.failedMigrations,
                        house.chronicle.report(request.since(), lockedUntil)),
                WORTH);
    }

    static Effect say(Note.Kind kind, String text) {
        return Effect.say("", kind, text);
    }
}
