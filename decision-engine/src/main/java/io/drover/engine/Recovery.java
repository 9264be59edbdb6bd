package io.drover.engine;

import io.drover.auction.Event.PeersListed.Failure;
import io.drover.model.HostObservation;
import io.drover.model.MigrationInProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the cloud heals: a host has failed, or its servers are built anew here. What is measured then will not last,
 * and the room is wanted for others.
 */
final class Recovery {

    /** In which whoever heals the cloud begins with it. */
    private static final Duration NEWLY_DOWN = Duration.ofMinutes(10);

    /** After the last evacuation, until loads are what they will be. */
    private static final Duration CALM = Duration.ofMinutes(5);

    private static final int NAMED = 3;

    private List<Failure> failed = List.of();
    private Instant evacuatedAt = Instant.MIN;

    /**
     * What fails later than now, by the word of another, fails now.
     *
     * @return whether others are down than before
     */
    boolean listed(List<Failure> down, Instant now) {
        List<Failure> before = failed;
        failed = down.stream()
                .map(failure -> failure.since().isAfter(now) ? new Failure(failure.host(), now) : failure)
                .sorted(Comparator.comparing(Failure::host))
                .toList();
        return !hosts(before).equals(hosts(failed));
    }

    private static List<String> hosts(List<Failure> failures) {
        return failures.stream().map(Failure::host).toList();
    }

    void observed(HostObservation seen, Instant now) {
        if (seen.migrations().stream().anyMatch(MigrationInProgress::evacuation)) evacuatedAt = now;
    }

    /** Why nobody should balance now; the same words as long as the same is so. */
    Optional<String> goesOn(Instant now) {
        List<String> reasons = new ArrayList<>();
        List<Failure> fresh = failed.stream()
                .filter(failure -> now.isBefore(failure.since().plus(NEWLY_DOWN)))
                .toList();
        if (!fresh.isEmpty()) {
            String more = fresh.size() > NAMED ? " and " + (fresh.size() - NAMED) + " more" : "";
            reasons.add(fresh.stream().limit(NAMED).map(Failure::host).collect(Collectors.joining(", ")) + more
                    + (fresh.size() == 1 ? " is" : " are") + " newly down");
        }
        if (!evacuatedAt.equals(Instant.MIN) && now.isBefore(evacuatedAt.plus(CALM))) {
            reasons.add("servers are evacuated here, or were just now");
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of("the cloud recovers: " + String.join("; ", reasons));
    }
}
