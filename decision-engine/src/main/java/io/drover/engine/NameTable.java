package io.drover.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Names in their order, each once, in a few bytes for each: an agent keeps thousands. */
final class NameTable {

    private final List<String> names = new ArrayList<>();

    static NameTable of(List<String> names) {
        NameTable table = new NameTable();
        table.names.addAll(names.stream().distinct().sorted().toList());
        return table;
    }

    /** Negative: it is not there. */
    int place(String name) {
        return Collections.binarySearch(names, name);
    }

    boolean contains(String name) {
        return place(name) >= 0;
    }

    /** Of one that is not there; its place then. */
    int enter(String name) {
        int at = -place(name) - 1;
        names.add(at, name);
        return at;
    }

    void add(String name) {
        if (!contains(name)) enter(name);
    }

    /** True if it was there. */
    boolean remove(String name) {
        int at = place(name);
        if (at >= 0) names.remove(at);
        return at >= 0;
    }

    String get(int place) {
        return names.get(place);
    }

    int size() {
        return names.size();
    }

    boolean isEmpty() {
        return names.isEmpty();
    }

    /** As they are at any time. */
    List<String> view() {
        return Collections.unmodifiableList(names);
    }

    /** As they are now. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** So many different ones, each as likely as any other, at O(size). Floyd, CACM 30(9), 1987. */
    static SortedSet<String> drawn(List<String> from, int size, RandomGenerator random) {
        SortedSet<String> drawn = new TreeSet<>();
        for (int last = Math.max(0, from.size() - size); last < from.size(); last++) {
            String name = from.get(random.nextInt(last + 1));
            if (!drawn.add(name)) drawn.add(from.get(last));
        }
        return drawn;
    }
}
