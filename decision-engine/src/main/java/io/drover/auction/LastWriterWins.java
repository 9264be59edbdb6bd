package io.drover.auction;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Of words that say something else about a thing each time, the newest about each thing. So agents agree whatever the
 * order in which they hear.
 *
 * @param about what a word is about
 * @param since when it was said
 */
record LastWriterWins<W>(Function<W, String> about, Function<W, Instant> since) {

    /** In order of what they are about. Of two words of one instant the known one stays. */
    List<W> of(List<W> known, W heard) {
        List<W> kept = new ArrayList<>();
        W newest = heard;
        for (W word : known) {
            if (!about.apply(word).equals(about.apply(heard))) kept.add(word);
            else if (!since.apply(word).isBefore(since.apply(heard))) newest = word;
        }
        kept.add(newest);
        kept.sort(Comparator.comparing(about));
        return kept;
    }
}
