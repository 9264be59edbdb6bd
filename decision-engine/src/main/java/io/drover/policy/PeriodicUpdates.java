package io.drover.policy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Pauses;
import io.drover.auction.TimerId;
import io.drover.engine.AuctionEngine;
import io.drover.engine.Engine;
import io.drover.model.AuctionScope;
import io.drover.model.HostInfo;
import io.drover.model.Settings;
import io.drover.scenario.Conditions;
import io.drover.simulation.EngineFactory;
import io.drover.strategy.Acceptance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * doc/sources.md, 6.2: the agent's own engine, but the answers to its calls come from what its peers have
 * published before, and no call goes out. Only the bidder that would be awarded is asked for real, so that it looks at
 * itself and locks; steal attempts go out as ever.
 */
final class PeriodicUpdates implements Engine {

    private static final Duration PERIOD = Duration.ofSeconds(60);
    private static final int VALID_PERIODS = 3;
    private static final TimerId UPDATE = new TimerId("", "update");

    private final Settings settings;
    private final Duration period;
    private final Engine engine;
    private final SplittableRandom random;
    private final Published published;
    private Award award = Award.NONE;
    private String acquaintance = "";
    private long updates;

    private PeriodicUpdates(Settings settings, Duration period, SplittableRandom random) {
        this.settings = settings;
        this.period = period;
        this.engine = new AuctionEngine(settings, random.split());
        this.random = random.split();
        Acceptance acceptance = new Acceptance(settings.strategy());
        this.published = new Published(period.multipliedBy(VALID_PERIODS), acceptance);
    }

    /** Nothing new is to be published between two samples. */
    static EngineFactory engines(Conditions conditions) {
        Duration period = conditions.interval().compareTo(PERIOD) > 0 ? conditions.interval() : PERIOD;
        return (settings, random) -> new PeriodicUpdates(askingAll(settings), period, random);
    }

    /** A sample spares answers, and these cost nothing. */
    private static Settings askingAll(Settings settings) {
        AuctionScope scope = settings.auction().scope();
        boolean sampled = scope instanceof AuctionScope.Sample || scope instanceof AuctionScope.Auto;
        return sampled ? settings.inviting(new AuctionScope.All()) : settings;
    }

    @Override
    public HostInfo self(Instant now) {
        return engine.self(now);
    }

    @Override
    public List<Effect> on(Event event) {
        List<Effect> effects = new ArrayList<>();
        if (event instanceof Event.Heard heard) acquaintance = heard.envelope().source();
        if (event instanceof Event.Rang rang && rang.timer().equals(UPDATE)) publish(event.at(), effects);
        else if (event instanceof Event.Heard heard && update(heard.envelope())) learn(heard, effects);
        else if (event instanceof Event.Heard heard && award.answeredBy(heard.envelope())) confirm(heard, effects);
        else pass(event, effects);
        if (event instanceof Event.Started) {
            long millis = random.nextLong(1 + period.toMillis());
            effects.add(new Effect.SetTimer(UPDATE, Duration.ofMillis(millis)));
        }
        return effects;
    }

    /** What it would tell a peer that is cold; asked in the name of one that is there, for the engine notes who asks. */
    private void publish(Instant now, List<Effect> effects) {
        effects.add(new Effect.SetTimer(UPDATE, period));
        if (acquaintance.isEmpty()) return;
        Message call = new Message.StealBroadcast(engine.self(now));
        Envelope question = envelope(acquaintance, Address.host(settings.host()), acquaintance + "/update", now, call);
        for (Effect effect : engine.on(new Event.Heard(now, question))) {
            if (!(effect instanceof Effect.Send send)) continue;
            effects.add(new Effect.Send(
                    envelope(
                            settings.host(),
                            Address.FLEET,
                            "",
                            now,
                            send.envelope().message()),
                    period));
        }
    }

    private static boolean update(Envelope envelope) {
        return envelope.auction().isEmpty() && envelope.message() instanceof Message.StealBroadcastReply;
    }

    /** The engine is told of a peer that it need not know, as by its greeting. */
    private void learn(Event.Heard heard, List<Effect> effects) {
        Envelope envelope = heard.envelope();
        Message.StealBroadcastReply state = (Message.StealBroadcastReply) envelope.message();
        if (!published.put(envelope.source(), state, heard.at())) return;
        Message greeting = new Message.HelloReply(state.self(), List.of(), Pauses.NONE);
        pass(
                new Event.Heard(
                        heard.at(),
                        new Envelope(envelope.id(), envelope.source(), envelope.to(), "", envelope.sentAt(), greeting)),
                effects);
    }

    private void pass(Event event, List<Effect> effects) {
        List<Event> answers = new ArrayList<>();
        for (Effect effect : engine.on(event)) {
            if (!(effect instanceof Effect.Send send)) effects.add(effect);
            else if (send.envelope().message() instanceof Message.HotspotMessage call) {
                award = award.of(send.envelope().auction()) ? award : Award.opened(send.envelope());
                answers.addAll(answers(send.envelope(), event.at(), published.bids(call)));
            } else if (send.envelope().message() instanceof Message.StealBroadcast) {
                answers.addAll(answers(send.envelope(), event.at(), published.offers()));
            } else say(send, effects);
        }
        for (Event answer : answers) pass(answer, effects);
    }

    private List<Event> answers(Envelope call, Instant now, Function<String, Message> answer) {
        SortedSet<String> peers = published.peers(now);
        if (call.to() instanceof Address.Host one) peers.retainAll(List.of(one.name()));
        List<Event> answers = new ArrayList<>();
        for (String peer : peers) {
            answers.add(new Event.Heard(
                    now, envelope(peer, Address.host(settings.host()), call.auction(), now, answer.apply(peer))));
        }
        return answers;
    }

    /** An award waits until its winner has been asked; who never was asked need not be told of the end either. */
    private void say(Effect.Send send, List<Effect> effects) {
        Envelope envelope = send.envelope();
        if (!award.of(envelope.auction()) || !(envelope.to() instanceof Address.Host peer)) effects.add(send);
        else if (envelope.message() instanceof Message.WinningBidAnnouncement won) {
            if (!won.issuer().equals(peer.name())) return;
            award = award.held(send);
            effects.add(new Effect.Send(award.question(), send.worth()));
        } else if (award.asked().contains(peer.name())) effects.add(send);
    }

    private void confirm(Event.Heard heard, List<Effect> effects) {
        Message.HotspotReply reply = (Message.HotspotReply) heard.envelope().message();
        Effect.Send held = award.held();
        award = award.released();
        Message.WinningBidAnnouncement won =
                (Message.WinningBidAnnouncement) held.envelope().message();
        if (reply.candidates().contains(won.server())) {
            effects.add(held);
            return;
        }
        Message refusal = new Message.WinningBidAcknowledgement(won.server(), false, reply.busy(), reply.reason());
        Envelope envelope = heard.envelope();
        pass(
                new Event.Heard(
                        heard.at(),
                        new Envelope(
                                envelope.id(),
                                envelope.source(),
                                envelope.to(),
                                envelope.auction(),
                                envelope.sentAt(),
                                refusal)),
                effects);
    }

    private Envelope envelope(String source, Address to, String auction, Instant now, Message message) {
        String id = settings.host() + "/update/" + Long.toString(++updates, Character.MAX_RADIX);
        return new Envelope(id, source, to, auction, now, message);
    }
}
