package io.drover.emulator.cloud;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who holds what where, as Placement keeps it: a consumer is a server, or a migration that holds the source's share
 * for as long as its server may come back.
 */
public final class Allocations {

    /** What one consumer holds, always on one host. */
    public record Holding(Host host, EmulatedResources resources) {}

    private static final class Provider {
        private final Map<String, EmulatedResources> consumers = new LinkedHashMap<>();
        private EmulatedResources used = EmulatedResources.NONE;
        private int generation = 1;
    }

    private final Map<String, Holding> holdings = new HashMap<>();
    private final Map<Host, Provider> providers = new HashMap<>();

    /** Null when the consumer holds nothing. */
    public Holding of(String consumer) {
        return holdings.get(consumer);
    }

    public Map<String, EmulatedResources> on(Host host) {
        return Collections.unmodifiableMap(provider(host).consumers);
    }

    public EmulatedResources used(Host host) {
        return provider(host).used;
    }

    /** Grows with each change. */
    public int generation(Host host) {
        return provider(host).generation;
    }

    boolean fits(Host host, EmulatedResources wanted) {
        EmulatedResources free = host.capacity().minus(used(host));
        return wanted.vcpus() <= Math.min(free.vcpus(), host.pCpus())
                && wanted.memoryMb() <= free.memoryMb()
                && wanted.diskGb() <= free.diskGb();
    }

    void put(String consumer, Host host, EmulatedResources resources) {
        drop(consumer);
        holdings.put(consumer, new Holding(host, resources));
        Provider provider = provider(host);
        provider.consumers.put(consumer, resources);
        provider.used = provider.used.plus(resources);
        provider.generation++;
    }

    void drop(String consumer) {
        Holding held = holdings.remove(consumer);
        if (held == null) {
            return;
        }
        Provider provider = provider(held.host());
        provider.consumers.remove(consumer);
        provider.used = provider.used.minus(held.resources());
        provider.generation++;
    }

    private Provider provider(Host host) {
        return providers.computeIfAbsent(host, unknown -> new Provider());
    }
}
