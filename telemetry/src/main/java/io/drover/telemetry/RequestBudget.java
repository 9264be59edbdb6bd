package io.drover.telemetry;

import java.time.Duration;

/**
 * What agents at rest ask of OpenStack's services, in requests a second: no server comes or goes, no auction has a winner, and no
 * server is in a server group.
 *
 * @param nova all of Nova's
 * @param calls those of Nova's for which it calls nova-compute
 */
public record RequestBudget(double nova, double calls, double placement, double gnocchi, double keystone) {

    /** Tokens of an hour are renewed somewhere in the last tenth of it. */
    private static final double TOKEN = 0.95 * 3600;

    /** Of os-services, by one agent of a group: it looks each 45 s whether a minute is over. */
    private static final double LIST = 90;

    private static final double RARELY = 600;
    private static final double CAPACITY = 60;
    private static final double AGGREGATES = 300;
    private static final double DIRTY_RATES = 60;

    /**
     * Of one agent.
     *
     * @param host where its load comes from in effect
     * @param loads where its servers' come from in effect
     * @param servers how many it has
     */
    public static RequestBudget of(
            TelemetrySettings settings, HostLoadSource host, ServerLoadSource loads, int servers) {
        double round = seconds(settings.interval());
        boolean local = host == HostLoadSource.LOCAL && loads == ServerLoadSource.LOCAL;
        double look = seconds(settings.inventoryInterval(local)) + round / 2;
        double rarely = 1 / (RARELY + look / 2);
        double uptime = (host == HostLoadSource.NOVA ? 1 / round : 0) + (local ? 1 / RARELY : 0);
        double diagnostics = loads == ServerLoadSource.DIAGNOSTICS ? servers / round : 0;
        double counting = settings.countFleet() ? 1 / round : 0;
        double aggregates = settings.exclusions().aggregates().isEmpty() ? 0 : 1 / AGGREGATES;
        double capacity = look < CAPACITY ? CAPACITY + look / 2 : look;
        return new RequestBudget(
                3 / look + rarely + uptime + diagnostics + counting + aggregates,
                uptime + diagnostics,
                1 / look + 1 / capacity + rarely,
                gnocchi(settings, host, loads, servers, local),
                1 / TOKEN);
    }

    private static double gnocchi(
            TelemetrySettings settings, HostLoadSource host, ServerLoadSource loads, int servers, boolean local) {
        double round = seconds(settings.interval());
        double ofHost = host == HostLoadSource.GNOCCHI ? 1 / round + 1 / RARELY : 0;
        double ofServers = 0;
        if (servers > 0 && loads == ServerLoadSource.GNOCCHI) {
            ofServers += 1 / Math.max(round, seconds(settings.metricsPause()));
        }
        if (servers > 0 && local) ofServers += 1 / RARELY;
        if (servers > 0 && settings.dirtyRateMetric().isPresent()) ofServers += 1 / DIRTY_RATES;
        return ofHost + ofServers;
    }

    /**
     * Of so many such agents.
     *
     * @param groups that they are in: in each, one reads Nova's list of hosts
     */
    public RequestBudget fleet(int hosts, int groups) {
        return new RequestBudget(
                nova * hosts + groups / LIST, calls * hosts, placement * hosts, gnocchi * hosts, keystone * hosts);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
