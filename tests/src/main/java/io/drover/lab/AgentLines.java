package io.drover.lab;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** What the agents say, until somebody shows it; beyond a bound the oldest is forgotten. Any number of threads. */
final class AgentLines {

    private static final int AT_MOST = 2_000;

    private final Deque<Item> items = new ArrayDeque<>();

    /**
     * @param at since the start
     * @param alarming whether something went wrong
     */
    record Item(Duration at, String host, String text, boolean alarming) {}

    synchronized void add(Item item) {
        if (items.size() == AT_MOST) items.removeFirst();
        items.addLast(item);
    }

    /** In order, each given once. */
    synchronized List<Item> take() {
        List<Item> all = new ArrayList<>(items);
        items.clear();
        return all;
    }
}
