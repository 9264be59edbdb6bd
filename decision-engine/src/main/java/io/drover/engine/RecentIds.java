package io.drover.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;

/** The last few ids, to know a duplicate by. Bounded. */
final class RecentIds {

    private final int limit;
    private final Deque<String> order = new ArrayDeque<>();
    private final SortedSet<String> ids = new TreeSet<>();

    RecentIds(int limit) {
        this.limit = limit;
    }

    boolean contains(String id) {
        return ids.contains(id);
    }

    /** False if it was there. */
    boolean add(String id) {
        if (!ids.add(id)) return false;
        order.addLast(id);
        if (order.size() > limit) ids.remove(order.removeFirst());
        return true;
    }
}
