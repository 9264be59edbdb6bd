package io.drover.adversary;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.TimerId;
import io.drover.engine.Engine;
import io.drover.model.HostInfo;
import io.drover.model.HostLoad;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The real engine, with lies in what it hears of its own host and in what it says. */
final class Liar implements Engine {

    private static final TimerId LIE = new TimerId("", "lie");
    private static final Resources PLENTY = Resources.of(1_000, 1_000_000, 1_000_000);
    private static final Duration WORTH = Duration.ofSeconds(60);
    private static final double TOLD = 0.3;

    private final Engine engine;
    private final Way way;
    private final String host;
    private Instant now = Instant.EPOCH;
    private long count;
    private long calls;

    Liar(Engine engine, Way way, String host) {
        this.engine = engine;
        this.way = way;
        this.host = host;
    }

    @Override
    public HostInfo self(Instant at) {
        return engine.self(at);
    }

    @Override
    public boolean readsList(Instant at) {
        return engine.readsList(at);
    }

    @Override
    public List<Effect> on(Event event) {
        now = event.at();
        if (event instanceof Event.Rang rang && rang.timer().equals(LIE)) return call();
        Optional<List<Effect>> own = event instanceof Event.Heard heard ? answer(heard.envelope()) : Optional.empty();
        if (own.isPresent()) return own.get();
        List<Effect> effects = new ArrayList<>();
        for (Effect effect : engine.on(seen(event))) said(effect).ifPresent(effects::add);
        if (event instanceof Event.Started && interval() != null) effects.add(new Effect.SetTimer(LIE, interval()));
        return effects;
    }

    private Duration interval() {
        if (way == Way.HOT) return Duration.ofSeconds(5);
        return way == Way.FLOOD ? Duration.ofSeconds(1) : null;
    }

    /** To everybody, about a server that is not there. */
    private List<Effect> call() {
        List<Effect> effects = new ArrayList<>(List.of(new Effect.SetTimer(LIE, interval())));
        if (way == Way.FLOOD) {
            effects.add(send(Address.FLEET, auction(calls), new Message.ResourceRelease("never mind")));
        }
        calls++;
        effects.add(send(Address.FLEET, auction(calls), new Message.HotspotMessage(loaded(0.95), List.of(bait(0.1)))));
        return effects;
    }

    private String auction(long number) {
        return host + "/lie/" + number;
    }

    private static ServerInfo bait(double load) {
        return new ServerInfo(
                "00000000-0000-4000-8000-999999999999", 1, load, load, 64, 1, Resources.of(1, 64, 1), List.of());
    }

    private HostInfo loaded(double share) {
        HostInfo self = engine.self(now);
        int cpus = Math.max(1, self.load().cpus());
        HostLoad load = new HostLoad(cpus, share * cpus, share * cpus, 0, 0, now);
        return HostInfo.of(self.host(), self.group(), load)
                .free(PLENTY)
                .thresholds(self.base())
                .standing(self.standing())
                .build();
    }

    private Effect send(Address to, String auction, Message message) {
        return new Effect.Send(
                new Envelope(host + "/lies/" + ++count + "/" + now, host, to, auction, now, message), WORTH);
    }

    /** What its real engine does not even hear of. */
    private Optional<List<Effect>> answer(Envelope heard) {
        if (way != Way.REFUSER) return Optional.empty();
        Message said = null;
        if (heard.message() instanceof Message.HotspotMessage call) {
            List<String> all = call.servers().stream().map(ServerInfo::id).toList();
            said = new Message.HotspotReply(loaded(0), all, false, "");
        } else if (heard.message() instanceof Message.WinningBidAnnouncement award) {
            if (!award.issuer().equals(host)) return Optional.of(List.of());
            said = new Message.WinningBidAcknowledgement(award.server(), false, true, "busy");
        } else if (heard.message() instanceof Message.StealBroadcast) {
            said = new Message.StealBroadcastReply(loaded(0.95), List.of(bait(0.3)), false, "");
        } else if (heard.message() instanceof Message.StealAttempt attempt) {
            said = new Message.StealAttemptAcknowledgement(attempt.server(), false, true, "busy");
        }
        return Optional.ofNullable(said)
                .map(message -> List.of(send(Address.host(heard.source()), heard.auction(), message)));
    }

    private Event seen(Event event) {
        if (!(event instanceof Event.Observed observed)) return event;
        if (way == Way.EMPTY) return new Event.Observed(now, told(observed.observation(), 0, PLENTY));
        if (way == Way.TAKER) {
            HostObservation truth = observed.observation();
            return new Event.Observed(now, told(truth, TOLD, truth.free()));
        }
        return event;
    }

    private static HostObservation told(HostObservation seen, double share, Resources free) {
        OptionalDouble load = seen.load().isEmpty()
                ? seen.load()
                : OptionalDouble.of(share * seen.load().getAsDouble());
        return new HostObservation(
                seen.sampledAt(),
                seen.cpus(),
                load,
                HostUsage.UNKNOWN,
                free,
                Optional.empty(),
                seen.servers().stream().map(server -> told(server, share)).toList(),
                seen.migrations(),
                seen.fleetMigrations(),
                seen.problem());
    }

    private static ServerObservation told(ServerObservation seen, double share) {
        OptionalDouble load = seen.load().isEmpty()
                ? seen.load()
                : OptionalDouble.of(share * seen.load().getAsDouble());
        return ServerObservation.of(seen.id(), seen.vcpus())
                .load(load)
                .memoryMib(seen.memoryMib())
                .resources(seen.resources())
                .apart(seen.antiAffinity(), List.of())
                .immovable(seen.immovable())
                .moved(seen.moved())
                .build();
    }

    /** Empty: it keeps that to itself. */
    private Optional<Effect> said(Effect effect) {
        if (way != Way.TAKER || !(effect instanceof Effect.Send send)) return Optional.of(effect);
        Envelope envelope = send.envelope();
        if (envelope.message() instanceof Message.HotspotMessage) return Optional.empty();
        if (!(envelope.message() instanceof Message.StealBroadcastReply reply)) return Optional.of(effect);
        Message nothing = new Message.StealBroadcastReply(reply.self(), List.of(), false, "no server may go");
        return Optional.of(send(envelope.to(), envelope.auction(), nothing));
    }
}
