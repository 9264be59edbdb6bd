package io.drover.engine;

import io.drover.auction.Message;
import io.drover.auction.Pauses;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Which words of pausing are kept. */
final class PauseWords {

    private static final KeptWords<Message.Pause> WORDS = new KeptWords<>(
            Message.Pause::group,
            Message.Pause::since,
            (pause, time) -> new Message.Pause(pause.paused(), pause.group(), pause.by(), time));

    private PauseWords() {}

    /** What an earlier run kept. */
    static Pauses kept(Pauses pauses, Instant now) {
        return new Pauses(WORDS.dated(pauses.entries(), now));
    }

    /**
     * @param known the groups of which agents are known
     */
    static Pauses merged(Pauses own, List<Message.Pause> told, Instant now, Predicate<String> known) {
        Predicate<String> fleet = String::isEmpty;
        Pauses merged = own;
        for (Message.Pause pause : WORDS.believed(told, now)) {
            merged = new Pauses(WORDS.bounded(merged.with(pause).entries(), fleet.or(known)));
        }
        return merged;
    }
}
