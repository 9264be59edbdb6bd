package io.drover.strategy;

import java.util.Arrays;

/**
 * Feasible (server, source, destination) pairs by index, in primitive arrays: a million of them are judged without an
 * object each.
 */
public final class Pairs {

    private int[] servers = new int[64];
    private int[] sources = new int[64];
    private int[] destinations = new int[64];
    private int size;

    public void add(int server, int source, int destination) {
        if (size == servers.length) grow();
        servers[size] = server;
        sources[size] = source;
        destinations[size] = destination;
        size++;
    }

    public int size() {
        return size;
    }

    public int server(int pair) {
        return servers[pair];
    }

    public int source(int pair) {
        return sources[pair];
    }

    public int destination(int pair) {
        return destinations[pair];
    }

    private void grow() {
        int length = size * 2;
        servers = Arrays.copyOf(servers, length);
        sources = Arrays.copyOf(sources, length);
        destinations = Arrays.copyOf(destinations, length);
    }
}
