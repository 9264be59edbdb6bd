package io.drover.model;

import java.time.Duration;

/**
 * What becomes of advice that waits for an operator's word.
 *
 * @param lifetime after which it is of no use any more
 * @param promised share of the gain that was predicted which an advice promises, 0..1; the rest is what loads may move
 *     until the word comes
 */
public record AdviceSettings(Duration lifetime, double promised) {

    public static final AdviceSettings DEFAULT = new AdviceSettings(Duration.ofHours(1), 0.75);
}
