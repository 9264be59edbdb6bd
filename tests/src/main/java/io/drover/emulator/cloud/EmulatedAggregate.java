package io.drover.emulator.cloud;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A host aggregate; an {@code availability_zone} in its metadata makes it a zone, as in Nova. */
public record EmulatedAggregate(
        int id, String uuid, String name, List<String> hosts, SortedMap<String, String> metadata, Instant created) {

    public EmulatedAggregate {
        hosts = List.copyOf(hosts);
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }
}
