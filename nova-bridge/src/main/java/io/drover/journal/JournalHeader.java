package io.drover.journal;

/**
 * The first line of a journal file.
 *
 * @param format grows when an older reader would misread what follows
 * @param part 1: the run begins here; n: goes on from the file before
 * @param version of the Drover that wrote it; empty: one that did not say
 * @param kept as it stood when the file began
 */
public record JournalHeader(int format, int part, String version, JournalRun run, RestoredState kept) {

    public static final int FORMAT = 1;
}
