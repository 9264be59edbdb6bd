package io.drover.strategy;

import io.drover.auction.Effect;
import io.drover.auction.Note;
import io.drover.auction.Situation.Grounds;
import io.drover.model.HostInfo;
import io.drover.model.Outlook;

/** A choice in words and numbers. */
final class Advice {

    private Advice() {}

    /** Why a host gives servers away. */
    static String heat(HostInfo host, Grounds grounds) {
        if (grounds == Grounds.UNEVEN) {
            return Note.Opened.UNEVEN + ", with " + host.allocation().servers() + " servers of "
                    + host.allocation().vcpus() + " vCPUs and "
                    + host.allocation().memoryMib() + " MiB";
        }
        if (grounds == Grounds.MEMORY)
            return "hot by its memory, of which "
                    + Acceptance.text(host.usage().memoryWith(0).orElse(0)) + " is used";
        if (host.standing().draining())
            return "draining, at " + Acceptance.text(host.load().normalized());
        double now = host.load().normalized();
        if (!host.load().outlook().known() || host.current().hot(now)) return "hot at " + Acceptance.text(now);
        Outlook expected = host.load().outlook();
        return "hot by its outlook, "
                + Acceptance.text(expected.mean() / host.load().cpus()) + " ± "
                + Acceptance.text(expected.deviation(host.load().cpus())) + ", at " + Acceptance.text(now) + " now";
    }

    /** Why a host takes servers. */
    static String cold(HostInfo host) {
        double now = host.load().normalized();
        if (host.current().cold(now)) return "cold at " + Acceptance.text(now);
        return "with memory to spare, of which "
                + Acceptance.text(host.usage().memoryWith(0).orElse(0)) + " is used";
    }

    /** What would be moved, if this agent were to enforce. */
    static Effect say(String auction, Note.Strategy strategy, Choice choice) {
        return new Effect.Say(new Note.Advised(auction, move(strategy, choice), "would move " + words(choice)));
    }

    /** What an operator may approve, and why it should move. */
    static Effect propose(String auction, Note.Strategy strategy, Choice choice, String why) {
        return new Effect.Say(
                new Note.Advised(auction, move(strategy, choice), why + ": proposes to move " + words(choice)));
    }

    static Effect chosen(String auction, Note.Strategy strategy, Choice choice, Choices among) {
        return new Effect.Say(new Note.Chosen(
                auction,
                move(strategy, choice),
                among.feasible(),
                among.improving(),
                "best of " + among.improving() + ": " + words(choice)));
    }

    /** Which server goes where. */
    static String pair(Choice choice) {
        return choice.server().id() + " from " + choice.source().host() + " to "
                + choice.destination().host();
    }

    private static String words(Choice choice) {
        return pair(choice)
                + choice.returned()
                        .map(server -> " in exchange for " + server.id())
                        .orElse("") + ", system performance "
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
