package io.drover.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which words of operators are kept, whoever says them. The newest word counts, so one from the future could never be
 * undone; and each group or host has a word of its own, so invented ones could fill every agent's memory and journal.
 *
 * @param about what a word is about
 * @param since when it was said
 * @param at the same word as said at another time
 */
record KeptWords<W>(Function<W, String> about, Function<W, Instant> since, BiFunction<W, Instant, W> at) {

    /** A word that is dated later than that is refused. */
    static final Duration CLOCKS_APART = Duration.ofSeconds(60);

    /** A word that is dated later than that is taken as of now: what an operator says a second later counts. */
    static final Duration CLOCKS_TOGETHER = Duration.ofSeconds(1);

    /** Words about so many things are kept of which no agent is known here. */
    static final int STRANGERS = 32;

    /** Of what others tell. */
    List<W> believed(List<W> told, Instant now) {
        List<W> believed = new ArrayList<>(told);
        believed.removeIf(word -> since.apply(word).isAfter(now.plus(CLOCKS_APART)));
        return dated(believed, now);
    }

    /** Of what an earlier run kept: a clock that was set back must not make a word last. */
    List<W> dated(List<W> words, Instant now) {
        return words.stream().map(word -> dated(word, now)).toList();
    }

    private W dated(W word, Instant now) {
        return since.apply(word).isAfter(now.plus(CLOCKS_TOGETHER)) ? at.apply(word, now) : word;
    }

    /**
     * The newest of the strange ones stay.
     *
     * @param known whether it is about something of which agents are known
     */
    List<W> bounded(List<W> words, Predicate<String> known) {
        List<W> strange = words.stream()
                .filter(word -> !known.test(about.apply(word)))
                .sorted(oldestFirst())
                .toList();
        List<W> kept = new ArrayList<>(words);
        if (strange.size() > STRANGERS) kept.removeAll(strange.subList(0, strange.size() - STRANGERS));
        return kept;
    }

    Comparator<W> oldestFirst() {
        return Comparator.comparing(since).thenComparing(about);
    }
}
