package io.drover.lab;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.node.Journal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Follows one agent, on its thread: enters what it does in the book, and passes on what it says. */
final class AgentObserver implements Journal {

    private final String host;
    private final RunLedger book;
    private final AgentLines news;
    private final InstantSource clock;
    private final Instant start;
    private final CountDownLatch sampled = new CountDownLatch(1);
    private String lastSaid = "";

    AgentObserver(String host, RunLedger book, AgentLines news, InstantSource clock) {
        this.host = host;
        this.book = book;
        this.news = news;
        this.clock = clock;
        this.start = clock.instant();
    }

    @Override
    public void heard(Event event) {
        if (event instanceof Event.Observed) sampled.countDown();
        book.heard(host, event);
    }

    @Override
    public boolean decided(Effect effect) {
        book.decided(host, effect);
        if (effect instanceof Effect.Say say) pass(say.note());
        return true;
    }

    /** Until the agent has sampled its host, or so many nanoseconds have passed. */
    void awaitSample(long nanos) throws InterruptedException {
        sampled.await(nanos, TimeUnit.NANOSECONDS);
    }

    private void pass(Note note) {
        switch (note.kind()) {
            case OPENED, CHOSEN, ADVISED, MIGRATING, MIGRATED -> add(note, false);
            case FAILED, REFUSED, HELD, PAUSED -> add(note, true);
            case BID, DECLINED, RELEASED, IGNORED, ENDED, MEMBER, NOTICED -> {
                // for the agents' own log
            }
        }
    }

    /** What a host says again and again is told once. */
    private void add(Note note, boolean alarming) {
        if (note.text().equals(lastSaid)) return;
        lastSaid = note.text();
        news.add(new AgentLines.Item(Duration.between(start, clock.instant()), host, note.text(), alarming));
    }
}
