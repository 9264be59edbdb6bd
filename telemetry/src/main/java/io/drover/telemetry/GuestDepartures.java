package io.drover.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When guests left this machine: the middle between two looks at it. One thread looks, any may ask. */
final class GuestDepartures {

    /** More than may migrate at once. */
    private static final int KEPT = 128;

    private final Map<String, Instant> left = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > KEPT;
        }
    });

    private Map<String, String> servers = Map.of();
    private Set<String> present = Set.of();
    private Instant lookedAt = Instant.MIN;

    /**
     * @param named the servers of this host, by their guests' names
     */
    void named(Map<String, String> named) {
        servers = Map.copyOf(named);
    }

    /**
     * @param guests that are here now, by their names
     */
    void looked(Set<String> guests, Instant now) {
        for (String guest : guests) {
            if (!present.contains(guest) && servers.containsKey(guest)) left.remove(servers.get(guest));
        }
        for (String guest : present) {
            if (!guests.contains(guest) && servers.containsKey(guest)) left.put(servers.get(guest), since(now));
        }
        present = Set.copyOf(guests);
        lookedAt = now;
    }

    private Instant since(Instant now) {
        if (!lookedAt.isBefore(now)) return now;
        return lookedAt.plus(Duration.between(lookedAt, now).dividedBy(2));
    }

    /** Empty: it is here, or nobody saw. */
    Optional<Instant> of(String server) {
        return Optional.ofNullable(left.get(server));
    }
}
