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
        double now = host.load().normalized();
        if (!host.load().outlook().known() || host.current().hot(now)) return "hot at " + Acceptance.text(now);
        Outlook expected = host.load().outlook();
        return "at " + Acceptance.text(now) + " and to expect "
                + Acceptance.text(expected.mean() / host.load().cpus()) + " ± "
                + Acceptance.text(expected.deviation(host.load().cpus()));
    }

    /** What would be moved, if this agent were to enforce. */
    static Effect say(String auction, String strategy, Choice choice) {
        return NoteText.say(auction, Note.Kind.ADVISED, "would move " + words(choice), facts(strategy, choice));
    }

    static Effect chosen(String auction, String strategy, Choice choice, Choices among) {
        Object[] facts = facts(strategy, choice);
        Object[] all = java.util.Arrays.copyOf(facts, facts.length + 4);
        all[facts.length] = "feasiblePairs";
        all[facts.length + 1] = among.feasible();
        all[facts.length + 2] = "improvingPairs";
        all[facts.length + 3] = among.improving();
        return NoteText.say(auction, Note.Kind.CHOSEN, "best of " + among.improving() + ": " + words(choice), all);
    }

    private static String words(Choice choice) {
        return choice.server().id() + " from " + choice.source().host() + " to "
                + choice.destination().host() + ", system performance "
                + Acceptance.text(choice.forecast().entropyBefore()) + " to "
                + Acceptance.text(choice.forecast().entropyAfter());
    }

    private static Object[] facts(String strategy, Choice choice) {
        return new Object[] {
            "strategy", strategy,
            "server", choice.server().id(),
            "source", choice.source().host(),
            "destination", choice.destination().host(),
            "entropyBefore", choice.forecast().entropyBefore(),
            "entropyAfter", choice.forecast().entropyAfter(),
            "predictedSeconds", choice.forecast().seconds(),
            "predictedDowntimeSeconds", choice.forecast().downtimeSeconds()
        };
    }
}
