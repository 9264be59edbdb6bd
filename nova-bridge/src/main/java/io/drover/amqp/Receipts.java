package io.drover.amqp;

import com.rabbitmq.client.ConfirmListener;
import io.drover.wire.DropReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Which messages the broker has not yet confirmed. What it refuses, or leaves open for too long or until the
 * connection is gone, is said again while it is worth it.
 */
final class Receipts implements ConfirmListener {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int OPEN_MAX = 256;

    private record Open(OutgoingMessage parcel, long until) {}

    private final TrafficCounters traffic;
    private final Predicate<OutgoingMessage> again;
    private final LongSupplier nanoTime;
    private final NavigableMap<Long, Open> open = new TreeMap<>();

    /**
     * @param again says a message once more; false: there is no room
     * @param nanoTime as {@link System#nanoTime}
     */
    Receipts(TrafficCounters traffic, Predicate<OutgoingMessage> again, LongSupplier nanoTime) {
        this.traffic = traffic;
        this.again = again;
        this.nanoTime = nanoTime;
    }

    synchronized void expect(long number, OutgoingMessage parcel) {
        while (open.size() >= OPEN_MAX) {
            open.pollFirstEntry();
            giveUp();
        }
        open.put(number, new Open(parcel, nanoTime.getAsLong() + PATIENCE.toNanos()));
    }

    /** The broker gave it back: no queue takes it, and saying it again would change nothing. */
    synchronized void settle(String messageId) {
        open.values().removeIf(each -> each.parcel().envelope().id().equals(messageId));
    }

    @Override
    public synchronized void handleAck(long number, boolean multiple) {
        (multiple ? open.headMap(number, true) : open.subMap(number, true, number, true)).clear();
    }

    /** Refused is left to be overdue: Qpid refuses before it gives back, and what is given back is settled. */
    @Override
    public void handleNack(long number, boolean multiple) {}

    /** The channel is gone, and its numbers with it. */
    void reset() {
        sayAgain(each -> true);
    }

    /** Nanoseconds until {@link #repeatOverdue} has something to do; {@code idle} when nothing is open. */
    synchronized long nanosToNext(long idle) {
        return open.isEmpty() ? idle : Math.max(1, open.firstEntry().getValue().until() - nanoTime.getAsLong());
    }

    void repeatOverdue() {
        long now = nanoTime.getAsLong();
        sayAgain(each -> each.until() - now <= 0);
    }

    private void sayAgain(Predicate<Open> which) {
        List<OutgoingMessage> parcels = new ArrayList<>();
        synchronized (this) {
            open.values().removeIf(each -> which.test(each) && parcels.add(each.parcel()));
        }
        for (OutgoingMessage parcel : parcels) {
            if (!parcel.mayBeSaidAgain() || !again.test(parcel.again())) giveUp();
        }
    }

    private void giveUp() {
        traffic.countDropped(DropReason.UNCONFIRMED);
    }
}
