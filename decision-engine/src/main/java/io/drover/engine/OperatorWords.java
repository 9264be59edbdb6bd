package io.drover.engine;

import io.drover.auction.Address;
import io.drover.auction.DrainProgress;
import io.drover.auction.Drains;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.auction.Proposals;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.strategy.Acceptance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What operators and the measurement point say: pausing, draining, placing, approving, measuring. What is said for the fleet,
 * agents pass on.
 */
final class OperatorWords {

    /** Enough for any operator; one that says more is no operator. */
    private static final int PAUSES_A_MINUTE = 6;

    /** Each host has an order of its own: enough for some racks at once. */
    private static final int DRAINS_A_MINUTE = 200;

    /** More than an agent has advice. */
    private static final int ADVICE_A_MINUTE = 60;

    private final LocalSituation situation;
    private final Membership members;
    private final Settings settings;
    private final PeerRateLimit pausing = new PeerRateLimit(PAUSES_A_MINUTE, Duration.ofMinutes(1));
    private final PeerRateLimit drainWords = new PeerRateLimit(DRAINS_A_MINUTE, Duration.ofMinutes(1));
    private final PeerRateLimit adviceWords = new PeerRateLimit(ADVICE_A_MINUTE, Duration.ofMinutes(1));

    OperatorWords(LocalSituation situation, Membership members) {
        this.situation = situation;
        this.members = members;
        this.settings = situation.settings();
    }

    List<Effect> heard(Envelope envelope) {
        Message message = envelope.message();
        if (message instanceof Message.Pause pause) return pause(envelope, pause);
        if (message instanceof Message.Drain drain) return drain(envelope, drain);
        if (message instanceof Message.Place place) return List.of(place(envelope, place.server()));
        if (message instanceof Message.Advice word) return advice(envelope, word);
        if (message instanceof Message.MeasurementRequest request) return List.of(measured(envelope, request));
        return List.of();
    }

    private List<Effect> pause(Envelope envelope, Message.Pause pause) {
        List<Effect> effects = new ArrayList<>(adopt(envelope.source(), List.of(pause)));
        effects.add(situation.send(
                Address.host(envelope.source()),
                "",
                new Message.PauseAcknowledgement(situation.pauses.hold(settings.group()), settings.group()),
                FleetTalk.WORTH));
        return effects;
    }

    /** Of whoever tells it, an operator or an agent. */
    List<Effect> adopt(String source, List<Message.Pause> told) {
        Pauses pauses = PauseWords.merged(situation.pauses, told, situation.now(), this::inhabited);
        if (pauses.equals(situation.pauses)) return List.of();
        if (!pausing.take(source, situation.now())) {
            return List.of(FleetTalk.say(Note.Kind.IGNORED, source + " pauses and resumes too often"));
        }
        boolean before = situation.pauses.hold(settings.group());
        situation.pauses = pauses;
        boolean after = pauses.hold(settings.group());
        Effect kept = new Effect.Keep(pauses, situation.draining.orders(), situation.proposing.kept());
        if (before == after) return List.of(kept);
        return List.of(kept, FleetTalk.say(Note.Kind.PAUSED, after ? "paused" : "resumed"));
    }

    private boolean inhabited(String group) {
        return group.equals(settings.group()) || members.inhabited(group);
    }

    /** Answered each time: whoever repeats the order hears how far it is. */
    private List<Effect> drain(Envelope envelope, Message.Drain drain) {
        List<Effect> effects = new ArrayList<>(adoptDrains(envelope.source(), List.of(drain)));
        boolean own = drain.host().equals(settings.host());
        boolean draining = own
                ? situation.drains()
                : situation.draining.orders().of(drain.host()).isPresent();
        Message answer = new Message.DrainAcknowledgement(
                drain.host(), draining, own ? situation.drained() : DrainProgress.UNKNOWN);
        effects.add(situation.send(Address.host(envelope.source()), "", answer, FleetTalk.WORTH));
        return effects;
    }

    /** Likewise. */
    List<Effect> adoptDrains(String source, List<Message.Drain> told) {
        Drains drains = DrainWords.merged(situation.draining.orders(), told, situation.now(), this::manned);
        if (drains.equals(situation.draining.orders())) return List.of();
        if (!drainWords.take(source, situation.now())) {
            return List.of(FleetTalk.say(Note.Kind.IGNORED, source + " orders drains too often"));
        }
        boolean before = situation.drains();
        situation.draining.orders(drains);
        Effect kept = new Effect.Keep(situation.pauses, drains, situation.proposing.kept());
        if (before == situation.drains()) return List.of(kept);
        return List.of(kept, FleetTalk.say(Note.Kind.NOTICED, before ? "drains no more" : situation.draining.why()));
    }

    private boolean manned(String host) {
        return host.equals(settings.host()) || members.live(host);
    }

    /** A word that is taken is said with who said it, and looked at anew at once. */
    private List<Effect> advice(Envelope envelope, Message.Advice word) {
        Proposals before = situation.proposing.kept();
        boolean asks = word.word() == Message.Advice.Word.SHOW;
        Message.AdviceAcknowledgement answer = asks || adviceWords.take(envelope.source(), situation.now())
                ? situation.proposing.hear(word, situation.now())
                : new Message.AdviceAcknowledgement(word.id(), false, "too many words a minute", Proposals.NONE);
        List<Effect> effects = new ArrayList<>();
        effects.add(situation.send(Address.host(envelope.source()), "", answer, FleetTalk.WORTH));
        if (situation.proposing.kept().equals(before)) return effects;
        boolean approved = word.word() == Message.Advice.Word.APPROVE;
        String why = word.reason().isEmpty() ? "" : ": " + word.reason();
        effects.add(FleetTalk.say(
                Note.Kind.NOTICED,
                "advice " + word.id() + " is " + (approved ? "approved" : "rejected") + " by " + word.by() + " ("
                        + envelope.source() + ")" + why));
        if (approved) effects.add(new Effect.SetTimer(AuctionEngine.AGAIN, Duration.ZERO));
        return effects;
    }

    private Effect place(Envelope envelope, ServerInfo server) {
        HostInfo self = situation.self();
        Optional<String> whyNot = situation.whyNotPlace(server);
        double after = self.load().measured() ? Acceptance.after(self, server) : Double.NaN;
        Message answer =
                new Message.PlaceAcknowledgement(self, server.id(), whyNot.isEmpty(), after, whyNot.orElse(""));
        return situation.send(Address.host(envelope.source()), "", answer, FleetTalk.WORTH);
    }

    private Effect measured(Envelope envelope, Message.MeasurementRequest request) {
        Counters counters = situation.counters;
        HostInfo self = situation.self();
        Instant lockedUntil =
                situation.alarms.latest(self.standing().lockedBy()).orElse(null);
        return situation.send(
                Address.host(envelope.source()),
                "",
                new Message.MeasurementReply(
                        self,
                        counters.attempts,
                        counters.migrations,
                        counters.failedMigrations,
                        situation.chronicle.report(request.since(), lockedUntil)),
                FleetTalk.WORTH);
    }
}
