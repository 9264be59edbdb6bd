package io.drover.engine;

import io.drover.auction.Effect;
import io.drover.auction.TimerId;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** When the timers of open auctions ring: every state that waits has one, so a lock opens by the last of them. */
final class TimerDeadlines {

    private final SortedMap<TimerId, Instant> ringing = new TreeMap<>();

    void decided(Effect effect, Instant now) {
        if (effect instanceof Effect.CancelTimer cancel) ringing.remove(cancel.timer());
        else if (effect instanceof Effect.SetTimer set && !set.timer().auction().isEmpty()) {
            ringing.put(set.timer(), now.plus(set.after()));
        }
    }

    void rang(TimerId timer) {
        ringing.remove(timer);
    }

    /** The last that this auction waits for; empty: it waits for nothing. */
    Optional<Instant> latest(String auction) {
        return ringing.tailMap(new TimerId(auction, "")).entrySet().stream()
                .takeWhile(alarm -> alarm.getKey().auction().equals(auction))
                .map(java.util.Map.Entry::getValue)
                .max(Comparator.naturalOrder());
    }
}
