package io.drover.simulation;

import io.drover.auction.Event;
import io.drover.auction.TimerId;
import io.drover.node.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** One run of one agent's timers. They die with it. */
final class SimulatedTimers implements Clock {

    private final VirtualClock clock;
    private final Consumer<Event> agent;
    private final SortedMap<TimerId, Long> set = new TreeMap<>();
    private long settings;

    SimulatedTimers(VirtualClock clock, Consumer<Event> agent) {
        this.clock = clock;
        this.agent = agent;
    }

    @Override
    public Instant instant() {
        return clock.instant();
    }

    @Override
    public void ring(TimerId timer, Duration after) {
        long setting = settings++;
        set.put(timer, setting);
        clock.after(after.toNanos(), () -> due(timer, setting));
    }

    @Override
    public void cancel(TimerId timer) {
        set.remove(timer);
    }

    /** The agent is gone: nothing rings any more. */
    void silence() {
        set.clear();
    }

    private void due(TimerId timer, long setting) {
        if (set.remove(timer, setting)) agent.accept(new Event.Rang(clock.instant(), timer));
    }
}
