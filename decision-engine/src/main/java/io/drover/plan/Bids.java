package io.drover.plan;

import io.drover.model.Resources;
import io.drover.model.Thresholds;
import io.drover.strategy.Pairs;
import io.drover.strategy.SetSelection;
import java.util.ArrayList;
import java.util.List;

/** The bids of one auction of a plan in the making. The auctioneer is the first host. */
final class Bids {

    /** A snapshot is taken as it is: its hosts hardly scatter, and stay this much below the threshold. */
    private static final double SCATTER = 0.001;

    private static final double MARGIN = 5 * SCATTER;

    final List<Integer> hosts = new ArrayList<>();
    final List<Integer> servers = new ArrayList<>();
    final Pairs pairs = new Pairs();

    private final Placements placements;
    private final Thresholds thresholds;
    private final List<SetSelection.Host> ends = new ArrayList<>();
    private final List<SetSelection.Server> goods = new ArrayList<>();

    Bids(Placements placements, Thresholds thresholds) {
        this.placements = placements;
        this.thresholds = thresholds;
    }

    /** Its index in this auction. */
    int host(int host) {
        double load = placements.load(host);
        double variance = 0;
        double push = thresholds.push() - MARGIN;
        double margin = 1;
        double room = thresholds.push() - load;
        hosts.add(host);
        ends.add(new SetSelection.Host(
                placements.hostIds[host],
                new SetSelection.Load(load, variance, placements.cpus[host], SCATTER, push, margin, room),
                SetSelection.Memory.UNKNOWN,
                placements.free(host),
                0));
        return hosts.size() - 1;
    }

    /** Its index in this auction. */
    int server(int server, double price) {
        Cluster.Server moved = placements.servers[server];
        double load = placements.loads[server];
        servers.add(server);
        Resources needs = Resources.of(0, moved.memoryMib(), moved.diskGib());
        goods.add(SetSelection.Server.steady(placements.serverIds[server], load, price, needs));
        return servers.size() - 1;
    }

    /** One that leaves in exchange for another; its index in this auction. */
    int exchange(int taken, int returned, double price) {
        double load = placements.loads[taken] - placements.loads[returned];
        servers.add(taken);
        goods.add(new SetSelection.Server(
                placements.serverIds[taken], load, 0, load, 0, price, 2, placements.needs(taken)));
        return servers.size() - 1;
    }

    SetSelection.Trade trade(String auction) {
        return new SetSelection.Trade(auction, ends, goods, pairs);
    }
}
