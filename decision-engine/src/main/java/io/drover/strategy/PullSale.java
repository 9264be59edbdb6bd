package io.drover.strategy;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.Settled;
import io.drover.auction.Situation;
import io.drover.auction.Step;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A victim's side of Pull: doc/sources.md, Algorithms 5 and 7. Answers without a state of its own; an attempt agreed
 * → {@link Departure}.
 */
public final class PullSale {

    private PullSale() {}

    /**
     * Tells a cold host which servers could go; none, and why. Promises nothing. A host that could give nothing either
     * once it is free does not call itself busy: nobody should come again for that.
     */
    public static List<Effect> consider(Envelope call, Message.StealBroadcast cold, Situation here) {
        HostInfo self = here.self();
        Acceptance acceptance = new Acceptance(here.settings().strategy());
        Optional<Situation.Refusal> refusal = here.unavailable(call.auction());
        if (refusal.isEmpty()) refusal = ModeCompatibility.refusal(cold.self(), here);
        if (refusal.isPresent()) {
            boolean later = refusal.get().busy() && acceptance.spares(self);
            return List.of(reply(call, self, List.of(), later, refusal.get().reason(), here));
        }
        List<ServerInfo> servers = new ArrayList<>();
        for (ServerInfo server : here.offers(call.auction()).servers()) {
            if (ModeCompatibility.whyNot(cold.self(), server.id(), here).isPresent()) continue;
            if (acceptance.spares(self, server) && !here.barred(server.id(), call.source())) {
                servers.add(server);
            }
        }
        return List.of(reply(call, self, servers, false, servers.isEmpty() ? "no server may go" : "", here));
    }

    private static Effect reply(
            Envelope call, HostInfo self, List<ServerInfo> servers, boolean busy, String reason, Situation here) {
        return here.send(
                Address.host(call.source()),
                call.auction(),
                new Message.StealBroadcastReply(self, servers, busy, reason),
                here.settings().auction().replyTimeout());
    }

    /** Looks again at the server and at both ends, locks it and gives it; or refuses. */
    public static Step consider(Envelope call, Message.StealAttempt attempt, Situation here) {
        String auction = call.auction();
        HostInfo self = here.self();
        Optional<Situation.Refusal> refusal =
                here.unavailable(auction).or(() -> ModeCompatibility.refusal(attempt.self(), here));
        if (refusal.isPresent()) {
            return refuse(call, attempt, refusal.get().busy(), refusal.get().reason(), here);
        }
        Situation.Offers offers = here.offers(auction);
        Optional<ServerInfo> server = offers.server(attempt.server());
        if (server.isEmpty()) return refuse(call, attempt, false, offers.whyNot(attempt.server()), here);
        Acceptance acceptance = new Acceptance(here.settings().strategy());
        Optional<String> whyNot = acceptance
                .source(self, server.get())
                .or(() -> acceptance.destination(attempt.self(), server.get()))
                .or(() -> ModeCompatibility.whyNot(attempt.self(), attempt.server(), here));
        if (whyNot.isPresent()) return refuse(call, attempt, false, whyNot.get(), here);
        return Departure.begin(auction, Note.Strategy.PULL, server.get(), call.source(), attempt.forecast(), here)
                .after(List.of(acknowledge(call, attempt, true, false, "", here)));
    }

    private static Step refuse(
            Envelope call, Message.StealAttempt attempt, boolean busy, String reason, Situation here) {
        return Step.to(
                Settled.without(call.auction(), Settled.Ending.RELEASED),
                acknowledge(call, attempt, false, busy, reason, here),
                Effect.say(
                        call.auction(),
                        Note.Kind.REFUSED,
                        attempt.server() + " does not go to " + call.source() + ": " + reason));
    }

    private static Effect acknowledge(
            Envelope call, Message.StealAttempt attempt, boolean ok, boolean busy, String reason, Situation here) {
        return here.send(
                Address.host(call.source()),
                call.auction(),
                new Message.StealAttemptAcknowledgement(attempt.server(), ok, busy, reason),
                here.settings().auction().replyTimeout());
    }
}
