package io.drover.runtime;

import java.time.Duration;
import java.time.InstantSource;

/**
 * The time that an agent lives in: the real one, or a laboratory's faster one.
 *
 * @param clock tells the agent's time
 * @param speed seconds of it in a real second
 */
public record Tempo(InstantSource clock, double speed) {

    public static final Tempo REAL = new Tempo(InstantSource.system(), 1);

    public Duration real(Duration own) {
        return speed == 1 ? own : Duration.ofNanos((long) (own.toNanos() / speed));
    }
}
