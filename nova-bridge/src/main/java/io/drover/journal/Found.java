package io.drover.journal;

/**
 * What the runs before this one left.
 *
 * @param brokenOff whether the newest of them ended without being told to
 */
public record Found(Kept kept, boolean brokenOff) {

    static final Found NOTHING = new Found(Kept.NOTHING, false);
}
