package io.drover.telemetry;

import io.drover.openstack.CloudException;
import io.drover.openstack.Migration;
import io.drover.openstack.NovaClient;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells migrations that are under way from rows that only say so: a nova-compute or a host that dies in a migration
 * leaves its row as it was, for ever. While Nova copies it writes the row every few seconds, and as long as a migration
 * waits its server has a task state. Not thread-safe.
 */
final class UnderWay {

    /** A row that changed since is believed. */
    private static final Duration SUSPECT = Duration.ofMinutes(5);

    /** Longer no migration takes, whatever its server says: a crash leaves the task state behind as well. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration ASK_AGAIN = Duration.ofMinutes(1);
    private static final int ROWS_AT_MOST = 2000;
    private static final Logger LOG = LoggerFactory.getLogger(UnderWay.class);

    private final NovaClient nova;

    @SuppressWarnings("serial")
    private final Map<String, Verdict> verdicts = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verdict> eldest) {
            return size() > ROWS_AT_MOST;
        }
    };

    UnderWay(NovaClient nova) {
        this.nova = nova;
    }

    private record Verdict(Instant updatedAt, boolean stuck, Instant askedAt) {

        boolean holds(Migration row, Instant now) {
            if (!updatedAt.equals(row.updatedAt())) return false;
            return stuck || now.isBefore(askedAt.plus(ASK_AGAIN)) && !now.isBefore(askedAt);
        }
    }

    /** All but those that never end. */
    List<Migration> of(List<Migration> rows, Instant now) {
        return rows.stream().filter(row -> !row.underWay() || !stuck(row, now)).toList();
    }

    private boolean stuck(Migration row, Instant now) {
        Duration age = Duration.between(row.updatedAt(), now);
        if (age.compareTo(SUSPECT) < 0) return false;
        Verdict known = verdicts.get(row.uuid());
        if (known != null && known.holds(row, now)) return known.stuck();
        boolean stuck = age.compareTo(LONGEST) > 0 || !busy(row.server());
        verdicts.put(row.uuid(), new Verdict(row.updatedAt(), stuck, now));
        if (stuck) {
            LOG.warn(
                    "migration {} of server {} says {} since {} and is not under way: ignored",
                    row.id(),
                    row.server(),
                    row.status(),
                    row.updatedAt());
        }
        return stuck;
    }

    /** Whether Nova is doing anything to it. */
    private boolean busy(String id) {
        try {
            return nova.server(id).taskState().isPresent();
        } catch (CloudException.NotFound gone) {
            return false;
        } catch (CloudException unknown) {
            return true;
        }
    }
}
