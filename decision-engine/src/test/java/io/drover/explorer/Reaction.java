package io.drover.explorer;

import java.util.List;

/**
 * What an agent makes of an event.
 *
 * @param agent its state after it
 * @param sent messages and errands
 * @param opened auctions
 * @param deeds that a crash could come between
 * @param broken what the engine must never do; empty: nothing
 */
record Reaction(int agent, int[] sent, int opened, int deeds, List<Recorder.Verdict> verdicts, String broken) {}
