package io.drover.agent;

import io.drover.auction.TimerId;
import io.drover.node.Clock;
import io.drover.runtime.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Timers on the engine's own thread. Called on that thread only. */
final class AgentClock implements Clock {

    private final Pace pace;
    private final Consumer<TimerId> bell;
    private final Map<TimerId, Future<?>> timers = new TreeMap<>();

    AgentClock(Pace pace, Consumer<TimerId> bell) {
        this.pace = pace;
        this.bell = bell;
    }

    @Override
    public Instant instant() {
        return pace.instant();
    }

    @Override
    public void ring(TimerId timer, Duration after) {
        cancel(timer);
        timers.put(timer, pace.after(after, () -> {
            timers.remove(timer);
            bell.accept(timer);
        }));
    }

    @Override
    public void cancel(TimerId timer) {
        Future<?> running = timers.remove(timer);
        if (running != null) running.cancel(false);
    }
}
