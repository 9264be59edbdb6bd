package io.drover.openstack;

import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which migrations to list; without any, all. */
public record MigrationFilter(SortedMap<String, String> query) {

    public static final MigrationFilter ALL = new MigrationFilter(new TreeMap<>());
    public static final MigrationFilter LIVE = ALL.with("migration_type", "live-migration");

    public MigrationFilter ofServer(String id) {
        return with("instance_uuid", id);
    }

    /** From or to it. */
    public MigrationFilter ofHost(String host) {
        return with("host", host);
    }

    /**
     * Those that changed at or after this, by Nova's clock. Leaves out one that was only just asked for, because Nova
     * has no change time of it yet.
     */
    public MigrationFilter changedSince(Instant instant) {
        return with("changes-since", instant.toString());
    }

    private MigrationFilter with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(query);
        more.put(name, value);
        return new MigrationFilter(more);
    }
}
