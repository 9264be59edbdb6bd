package io.drover.journal;

/**
 * What the runs before this one left.
 *
 * @param brokenOff whether the newest of them ended without being told to
 */
public record PreviousRuns(RestoredState kept, boolean brokenOff) {

    static final PreviousRuns NOTHING = new PreviousRuns(RestoredState.NOTHING, false);
}
