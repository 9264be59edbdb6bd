package io.drover.explorer;

import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.MigrationInProgress;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The world around the agents at its start: the first hosts are hot by their servers, the others cold. Each has room for one server
 * more. Loads never change by themselves; backoff is nil, so that no draw matters.
 *
 * @param homes of the servers, by their ids
 */
record SmallFleet(Settings settings, List<String> hosts, SortedMap<String, String> homes) {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** Long enough that few samples fall into one auction, short enough that loads are never stale. */
    static final Duration INTERVAL = Duration.ofSeconds(30);

    static final int CPUS = 2;

    /** Of each server, CPUs. */
    private static final double SERVER = 0.8;

    /** Of a host at its start, CPUs. */
    private static final double HOT = 1.7;

    private static final double COLD = 0.2;
    private static final Resources SIZE = Resources.of(1, 256, 1);

    /**
     * @param hot so many of the hosts have all the servers
     */
    static SmallFleet of(StrategyName strategy, Profile profile, int hosts, int servers, int hot) {
        Settings usual = Testbed.settings(profile, strategy, Thresholds.DEFAULT, false);
        Settings settings = usual.with(
                usual.auction().toBuilder().backoffLimit(Duration.ZERO).build());
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= hosts; i++) names.add("h" + i);
        SortedMap<String, String> homes = new TreeMap<>();
        for (int i = 0; i < servers; i++) homes.put("s" + (i + 1), names.get(i % hot));
        return new SmallFleet(settings, List.copyOf(names), homes);
    }

    /** Servers that a host has room for. */
    long room(String host) {
        return born(host) + 1;
    }

    private long born(String host) {
        return homes.values().stream().filter(host::equals).count();
    }

    /** What the host itself adds to its servers' load. */
    private double own(String host) {
        return born(host) == 0 ? COLD : HOT - born(host) * SERVER;
    }

    /**
     * @param shares of the time since the last sample in which each server was here
     * @param here those that are here now
     * @param closed nothing may come or go, without any change of load
     */
    HostObservation sample(
            String host,
            Instant at,
            SortedMap<String, Double> shares,
            List<String> here,
            List<MigrationInProgress> migrations,
            boolean closed) {
        double load = own(host);
        for (double share : shares.values()) load += share * SERVER;
        long free = room(host) - here.size();
        return new HostObservation(
                at,
                CPUS,
                OptionalDouble.of(load),
                HostUsage.UNKNOWN,
                Resources.of(free, free * 256, free),
                closed ? Optional.of("closed") : Optional.empty(),
                here.stream().map(server -> server(server, closed)).toList(),
                migrations,
                OptionalInt.empty(),
                Optional.empty());
    }

    private static ServerObservation server(String id, boolean closed) {
        return ServerObservation.of(id, 1)
                .load(SERVER)
                .memoryMib(256)
                .resources(SIZE)
                .immovable(closed ? Optional.of("closed") : Optional.empty())
                .build();
    }
}
