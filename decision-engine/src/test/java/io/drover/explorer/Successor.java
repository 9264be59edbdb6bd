package io.drover.explorer;

import java.util.List;
import java.util.function.Supplier;

/**
 * What may happen next.
 *
 * @param verdicts ends that agents tell just now
 * @param broken what must never be; empty: nothing
 */
record Successor(Supplier<String> move, Moment next, List<Recorder.Verdict> verdicts, String broken) {}
