package io.drover.telemetry;

import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.openstack.Server;
import io.drover.openstack.ServerGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a round sees of each server here, and what is remembered of them from the rounds before. Not thread-safe. */
final class ServerObservations {

    private final TelemetrySettings settings;
    private final Inventory inventory;
    private final Groups groups;
    private final RecentMoves recentMoves;
    private final DirtyRates dirtyRates;
    private final List<DirtyRateSource> measuredDirtyRates;

    /**
     * @param dirtyRates what was learned from migrations so far
     */
    ServerObservations(
            TelemetrySettings settings, SamplingRound.Clouds clouds, DirtyRates dirtyRates, Inventory inventory) {
        this.settings = settings;
        this.inventory = inventory;
        this.groups = new Groups(clouds.nova());
        this.recentMoves = new RecentMoves(clouds.nova());
        this.dirtyRates = dirtyRates;
        this.measuredDirtyRates = DirtyRateSource.of(clouds.gnocchi(), settings);
    }

    List<ServerObservation> of(Inventory.Facts facts, Map<String, Reading> loads, ServerLoads source, Instant now) {
        List<Server> servers = facts.servers();
        Set<String> ids = servers.stream().map(Server::id).collect(Collectors.toSet());
        groups.keep(ids);
        recentMoves.keep(ids);
        Immovability immovability = new Immovability(settings.exclusions(), aggregatesOfHost(now));
        Map<String, Reading> dirty = measuredDirtyRates(servers, now);
        List<ServerObservation> all = new ArrayList<>();
        for (Server server : servers) {
            List<ServerGroup> its = groups.of(server, now);
            OptionalDouble measured = value(fresh(dirty.get(server.id()), now));
            all.add(ServerObservation.of(server.id(), server.flavor().vcpus())
                    .load(value(fresh(loads.get(server.id()), now)))
                    .memoryMib(server.flavor().memoryMib())
                    .dirtyRate(measured.isPresent() ? measured : dirtyRates.of(server))
                    .resources(allocation(facts, server))
                    .apart(Groups.apart(its), Groups.softlyApart(its))
                    .immovable(immovability
                            .of(server)
                            .or(() -> Groups.together(its))
                            .or(() -> immovability.excluded(server)))
                    .moved(recentMoves.of(
                            server.id(), facts.history().moved().getOrDefault(server.id(), List.of()), now))
                    .usage(source.usage(server.id()))
                    .mode(Immovability.mode(server))
                    .zone(server.pinnedZone())
                    .build());
        }
        return all;
    }

    /** While it migrates away, its allocation is on the destination. */
    private static Resources allocation(Inventory.Facts facts, Server server) {
        return facts.held()
                .allocations()
                .getOrDefault(server.id(), server.flavor().resources());
    }

    /** The first source that knows a server counts. */
    private Map<String, Reading> measuredDirtyRates(List<Server> servers, Instant now) {
        Map<String, Reading> all = new TreeMap<>();
        measuredDirtyRates.forEach(source -> source.of(servers, now).forEach(all::putIfAbsent));
        return all;
    }

    /** Only asked for when they can exclude anything. */
    private List<String> aggregatesOfHost(Instant now) {
        return settings.exclusions().aggregates().isEmpty() ? List.of() : inventory.aggregates(now);
    }

    Optional<Reading> fresh(Reading load, Instant now) {
        return Optional.ofNullable(load).filter(known -> known.fresh(now, settings.serverMaxAge()));
    }

    static OptionalDouble value(Optional<Reading> reading) {
        return reading.map(Reading::value).map(OptionalDouble::of).orElse(OptionalDouble.empty());
    }
}
