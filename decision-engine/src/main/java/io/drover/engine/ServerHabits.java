package io.drover.engine;

import io.drover.model.Habit;
import io.drover.model.HostObservation;
import io.drover.model.Outlook;
import io.drover.model.ServerInfo;
import io.drover.model.ServerObservation;
import io.drover.model.Settings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What is known of this host's servers, of those that are agreed to come and to go, and what follows for the host. */
final class ServerHabits {

    private final double lambda;
    private final boolean learns;
    private final Promises promises = new Promises();
    private SortedMap<String, ServerEwmas> servers = new TreeMap<>();

    /** Load that is not its servers', CPUs; negative where they claim more than the host shows. */
    private Habit own = Habit.UNKNOWN;

    ServerHabits(Settings settings) {
        this.lambda = settings.load().lambda();
        this.learns = settings.strategy().rules().decidesByOutlook();
    }

    /** Takes in who is here, and smooths their loads. */
    void observed(HostObservation sample) {
        SortedMap<String, ServerEwmas> seen = new TreeMap<>();
        for (ServerObservation server : sample.servers()) {
            seen.put(server.id(), remembered(server.id()).with(server, lambda));
        }
        servers = seen;
        promises.shown(sample);
    }

    /**
     * Learns from a sample that was taken in.
     *
     * @param load of the host, CPUs
     * @param seconds since the sample before
     */
    void learn(HostObservation sample, double load, double seconds) {
        if (!learns) return;
        double heldBack = Math.max(1, load / Math.max(1, sample.cpus()));
        double demands = 0;
        for (ServerObservation server : sample.servers()) {
            // what it would use if its host let it
            double demand = Math.min(server.vcpus(), server.load().orElse(0) * heldBack);
            demands += demand;
            if (server.load().isPresent())
                servers.computeIfPresent(server.id(), (id, known) -> known.learning(demand, seconds));
        }
        if (promises.isEmpty()) own = own.with(load - demands, seconds);
    }

    /** What its last host knew of a newcomer is known here at once. */
    private ServerEwmas remembered(String id) {
        ServerEwmas here = servers.get(id);
        if (here != null) return here;
        return promises.coming(id).map(server -> ServerEwmas.of(server.cpu())).orElse(ServerEwmas.EMPTY);
    }

    void agreed(String auction, ServerInfo server, boolean arrives) {
        promises.add(auction, server, arrives);
    }

    void moved(String auction, Instant at) {
        promises.moved(auction, at);
    }

    /** It will not come, or go, after all. */
    void forget(String auction) {
        promises.forget(auction);
    }

    /** Of the servers that are here or will be once all that is agreed upon is done. */
    Outlook outlook() {
        if (!learns) return Outlook.UNKNOWN;
        Outlook sum = Outlook.NONE;
        for (Map.Entry<String, ServerEwmas> server : servers.entrySet()) {
            if (!promises.leaves(server.getKey()))
                sum = sum.plus(server.getValue().cpu());
        }
        for (ServerInfo server : promises.arriving()) {
            if (!servers.containsKey(server.id())) sum = sum.plus(server.expected());
        }
        return new Outlook(Math.max(0, sum.mean() + own.mean()), sum.variance());
    }

    /** Whether it has gone, though the newest sample may show it still. */
    boolean gone(String id) {
        return promises.gone(id);
    }

    /** When it came or went, as long as no sample's lists show it. */
    Optional<Instant> movedAt(String id) {
        return promises.movedAt(id);
    }

    /** Servers that have come and that the samples need not show yet. */
    List<ServerInfo> arriving() {
        return promises.arriving();
    }

    ServerEwmas of(String id) {
        return servers.getOrDefault(id, ServerEwmas.EMPTY);
    }
}
