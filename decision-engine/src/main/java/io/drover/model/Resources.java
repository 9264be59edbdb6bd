package io.drover.model;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Amounts by Placement resource class ({@code VCPU}, {@code MEMORY_MB}, {@code DISK_GB}, …), each in Placement's own
 * unit. A class that is absent counts as 0. Amounts may be negative: an overcommitted host has less than nothing free.
 */
public record Resources(SortedMap<String, Long> amounts) {

    public static final Resources NONE = new Resources(new TreeMap<>());

    public Resources {
        amounts = Collections.unmodifiableSortedMap(new TreeMap<>(amounts));
    }

    public static Resources of(long vcpus, long memoryMib, long diskGib) {
        SortedMap<String, Long> amounts = new TreeMap<>();
        amounts.put("VCPU", vcpus);
        amounts.put("MEMORY_MB", memoryMib);
        amounts.put("DISK_GB", diskGib);
        return new Resources(amounts);
    }

    public long amount(String resourceClass) {
        return amounts.getOrDefault(resourceClass, 0L);
    }

    public Resources plus(Resources other) {
        return combined(other, 1);
    }

    public Resources minus(Resources other) {
        return combined(other, -1);
    }

    /** Whether every positive amount asked for here is there in {@code free}. */
    public boolean fitIn(Resources free) {
        for (Map.Entry<String, Long> asked : amounts.entrySet()) {
            if (asked.getValue() > 0 && asked.getValue() > free.amount(asked.getKey())) return false;
        }
        return true;
    }

    private Resources combined(Resources other, int sign) {
        if (other.amounts.isEmpty()) return this;
        SortedMap<String, Long> sum = new TreeMap<>(amounts);
        other.amounts.forEach((name, amount) -> sum.merge(name, sign * amount, Long::sum));
        return new Resources(sum);
    }
}
