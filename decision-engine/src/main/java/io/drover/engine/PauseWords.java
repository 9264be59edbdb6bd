package io.drover.engine;

import io.drover.auction.Message;
import io.drover.auction.Pauses;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which words of pausing are kept, whoever says them. The newest word counts, so one from the future could never be
 * undone; and each group has a word of its own, so invented groups could fill every agent's memory and journal.
 */
final class PauseWords {

    /** A word that is dated later than that is refused. */
    static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    /** A word that is dated later than that is taken as of now: what an operator says a second later counts. */
    static final Duration CLOCKS_TOGETHER = Duration.ofSeconds(1);

    /** Words for so many groups are kept of which no agent is known here. */
    static final int STRANGE_GROUPS = 32;

    private PauseWords() {}

    /** What an earlier run kept: a clock that was set back must not end a pause. */
    static Pauses kept(Pauses pauses, Instant now) {
        return new Pauses(
                pauses.entries().stream().map(pause -> dated(pause, now)).toList());
    }

    /**
     * @param known the groups of which agents are known
     */
    static Pauses merged(Pauses own, List<Message.Pause> told, Instant now, Predicate<String> known) {
        Pauses merged = own;
        for (Message.Pause pause : told) {
            if (pause.since().isAfter(now.plus(CLOCKS_APART))) continue;
            merged = bounded(merged.with(dated(pause, now)), known);
        }
        return merged;
    }

    private static Message.Pause dated(Message.Pause pause, Instant now) {
        return pause.since().isAfter(now.plus(CLOCKS_TOGETHER))
                ? new Message.Pause(pause.paused(), pause.group(), pause.by(), now)
                : pause;
    }

    /** The newest of the strange ones stay. */
    private static Pauses bounded(Pauses pauses, Predicate<String> known) {
        List<Message.Pause> strange = pauses.entries().stream()
                .filter(pause -> !pause.group().isEmpty() && !known.test(pause.group()))
                .sorted(Comparator.comparing(Message.Pause::since).thenComparing(Message.Pause::group))
                .toList();
        if (strange.size() <= STRANGE_GROUPS) return pauses;
        List<Message.Pause> kept = new ArrayList<>(pauses.entries());
        kept.removeAll(strange.subList(0, strange.size() - STRANGE_GROUPS));
        return new Pauses(kept);
    }
}
