package io.drover.explorer;

import io.drover.auction.Address;
import io.drover.auction.Effect;
import io.drover.auction.Envelope;
import io.drover.auction.Event;
import io.drover.auction.Message;
import io.drover.auction.Note;
import io.drover.auction.TimerId;
import io.drover.explorer.Thing.Business;
import io.drover.explorer.Thing.Errand;
import io.drover.explorer.Thing.Word;
import io.drover.model.MigrationOrder;
import io.drover.node.Clock;
import io.drover.node.Cloud;
import io.drover.node.Journal;
import io.drover.node.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The ports of one agent for the time of one event: what it did with them. It may crash between two of its deeds. */
final class Recorder implements Clock, Network, Cloud, Journal {

    /** An agent's end in the middle of something. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crash() {
            super("crash", null, false, false);
        }
    }

    /**
     * An end that an agent tells.
     *
     * @param moved by its word
     */
    record Verdict(String auction, String server, String destination, boolean moved) {

        boolean about(MigrationOrder order) {
            return order.auction().equals(auction) && order.destination().equals(destination);
        }
    }

    final SortedMap<TimerId, Instant> timers;
    final List<MigrationOrder> orders;
    final List<Thing> sent = new ArrayList<>();
    final List<Verdict> verdicts = new ArrayList<>();
    int opened;
    int deeds;

    private final String host;
    private final List<String> fleet;
    private final Instant now;
    private final int crashAfter;

    /**
     * @param crashAfter so many deeds; negative: it does not
     */
    Recorder(AgentState before, List<String> fleet, Instant now, int crashAfter) {
        this(before.host(), before.timers(), before.orders(), fleet, now, crashAfter);
    }

    Recorder(
            String host,
            SortedMap<TimerId, Instant> timers,
            List<MigrationOrder> orders,
            List<String> fleet,
            Instant now,
            int crashAfter) {
        this.host = host;
        this.timers = new TreeMap<>(timers);
        this.orders = new ArrayList<>(orders);
        this.fleet = fleet;
        this.now = now;
        this.crashAfter = crashAfter;
    }

    private void deed() {
        if (deeds == crashAfter) throw new Crash();
        deeds++;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public void ring(TimerId timer, Duration after) {
        if (!timer.auction().isEmpty() || timer.name().equals("again")) timers.put(timer, now.plus(after));
    }

    @Override
    public void cancel(TimerId timer) {
        timers.remove(timer);
    }

    @Override
    public void send(Envelope envelope, Duration worth) {
        if (envelope.auction().isEmpty() || envelope.to().equals(Address.MEASUREMENT_POINT)) return;
        deed();
        for (String to : fleet) {
            if (to.equals(host)
                    || (envelope.to() instanceof Address.Host one && !one.name().equals(to))) continue;
            sent.add(new Word(named(envelope), to, now.plus(worth), false));
        }
    }

    /** The same message has the same id, however many were sent before it: no agent looks at more than that. */
    private static Envelope named(Envelope said) {
        Message message = said.message();
        String id = said.auction() + " " + message.getClass().getSimpleName();
        if (message instanceof Message.StealAttempt attempt) id += " " + attempt.server();
        return new Envelope(id, said.source(), said.to(), said.auction(), said.sentAt(), message);
    }

    @Override
    public void migrate(MigrationOrder order) {
        deed();
        sent.add(new Errand(host, Business.ASK, order, Instant.MAX));
    }

    @Override
    public void watch(MigrationOrder order, Instant giveUpAt) {
        deed();
        sent.add(new Errand(host, Business.WATCH, order, giveUpAt));
    }

    @Override
    public void refuse(MigrationOrder order, String reason) {
        throw new AssertionError("this journal keeps everything");
    }

    @Override
    public void heard(Event event) {
        if (event instanceof Event.MigrationEnded ended) {
            orders.removeIf(order ->
                    order.auction().equals(ended.auction()) && order.server().equals(ended.server()));
        }
        if (event instanceof Event.Rang rang) timers.remove(rang.timer());
    }

    @Override
    public boolean decided(Effect effect) {
        if (effect instanceof Effect.Migrate migrate) {
            deed();
            orders.add(migrate.order());
        }
        if (effect instanceof Effect.Say say) said(say.note());
        return true;
    }

    private void said(Note note) {
        if (note instanceof Note.Opened) opened++;
        if (note instanceof Note.Concluded end) {
            verdicts.add(new Verdict(end.auction(), end.server(), end.destination(), end.moved()));
        } else if (note.kind() == Note.Kind.MIGRATED || note.kind() == Note.Kind.FAILED) {
            String server = note.text().substring(0, note.text().indexOf(' '));
            verdicts.add(new Verdict(note.auction(), server, host, note.kind() == Note.Kind.MIGRATED));
        }
    }
}
