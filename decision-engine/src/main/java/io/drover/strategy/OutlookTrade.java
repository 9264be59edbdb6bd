package io.drover.strategy;

import io.drover.auction.Situation.Heat;
import io.drover.model.Habit;
import io.drover.model.HostInfo;
import io.drover.model.Outlook;
import io.drover.model.ServerInfo;
import io.drover.model.Settings.MigrationSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts and servers as what is to be expected of them. Where the present alone calls for action, it stands for what is
 * to be expected.
 *
 * @param heat on what grounds the auctioneer is hot
 */
record OutlookTrade(Heat heat, MigrationSettings migration) {

    /**
     * @param hosts the auctioneer first
     */
    SetSelection.Trade of(String auction, List<HostInfo> hosts, List<ServerInfo> servers, Pairs pairs) {
        List<SetSelection.Host> ends = new ArrayList<>();
        for (HostInfo host : hosts) ends.add(end(host, ends.isEmpty() && heat == Heat.CONTENDED));
        return new SetSelection.Trade(
                auction, ends, servers.stream().map(this::good).toList(), pairs);
    }

    private boolean urgent() {
        return heat != Heat.EXPECTED;
    }

    /**
     * @param contended whether it is hot at the load that it has
     */
    private SetSelection.Host end(HostInfo host, boolean contended) {
        int cpus = host.load().cpus();
        Outlook expected = host.load().expected();
        double now = host.load().normalized();
        double mean = expected.mean() / cpus;
        double likely = urgent() ? Math.max(mean, now) : mean;
        return new SetSelection.Host(
                host.host(),
                likely,
                expected.variance() / ((double) cpus * cpus),
                cpus,
                Outlook.SCATTER,
                contended ? Math.min(likely, host.base().push()) : host.base().push(),
                host.base().push() - now,
                host.free());
    }

    private SetSelection.Server good(ServerInfo server) {
        Habit expected = server.expected();
        return new SetSelection.Server(
                server.id(),
                urgent() ? server.load() : expected.mean(),
                expected.variance(),
                server.load(),
                Worth.price(Pricing.cost(server, migration)),
                server.resources());
    }
}
