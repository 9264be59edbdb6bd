package io.drover.fleet;

import io.drover.auction.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** Looks at the fleet again and again. A host that answered once is missed when it is silent. */
final class FleetWatch {

    private final FleetVisit visit;
    private final Duration timeout;
    private final SortedSet<String> known = new TreeSet<>();

    FleetWatch(FleetVisit visit, Duration timeout) {
        this.visit = visit;
        this.timeout = timeout;
    }

    RollCall.Result next() throws InterruptedException {
        Optional<List<String>> expected = known.isEmpty() ? Optional.empty() : Optional.of(List.copyOf(known));
        RollCall.Result seen = RollCall.take(
                visit,
                new Message.MeasurementRequest(Instant.EPOCH),
                Message.MeasurementReply.class,
                CompletableFuture.completedFuture(expected),
                timeout);
        known.addAll(seen.answers().keySet());
        return seen;
    }
}
