package io.drover.strategy;

import io.drover.auction.Effect;
import io.drover.auction.Note;
import io.drover.model.HostInfo;
import io.drover.model.Outlook;

/** A choice in words and numbers. */
final class Advice {

    private Advice() {}

    /** Why a host gives servers away. */
    static String heat(HostInfo host) {
        if (host.standing().draining())
            return "draining, at " + Acceptance.text(host.load().normalized());
        double now = host.load().normalized();
        if (!host.load().outlook().known() || host.current().hot(now)) return "hot at " + Acceptance.text(now);
        Outlook expected = host.load().outlook();
        return "hot by its outlook, "
                + Acceptance.text(expected.mean() / host.load().cpus()) + " ± "
                + Acceptance.text(expected.deviation(host.load().cpus())) + ", at " + Acceptance.text(now) + " now";
    }

    /** What would be moved, if this agent were to enforce. */
    static Effect say(String auction, Note.Strategy strategy, Choice choice) {
        return new Effect.Say(new Note.Advised(auction, move(strategy, choice), "would move " + words(choice)));
    }

    static Effect chosen(String auction, Note.Strategy strategy, Choice choice, Choices among) {
        return new Effect.Say(new Note.Chosen(
                auction,
                move(strategy, choice),
                among.feasible(),
                among.improving(),
                "best of " + among.improving() + ": " + words(choice)));
    }

    private static String words(Choice choice) {
        return choice.server().id() + " from " + choice.source().host() + " to "
                + choice.destination().host() + ", system performance "
                + Acceptance.text(choice.forecast().entropyBefore()) + " to "
                + Acceptance.text(choice.forecast().entropyAfter());
    }

    private static Note.Move move(Note.Strategy strategy, Choice choice) {
        return new Note.Move(
                strategy,
                choice.server().id(),
                choice.source().host(),
                choice.destination().host(),
                choice.forecast());
    }
}
