package io.drover.strategy;

import io.drover.model.Resources;
import io.drover.strategy.SetSelection.Host;
import io.drover.strategy.SetSelection.Load;
import io.drover.strategy.SetSelection.Memory;
import io.drover.strategy.SetSelection.Server;
import io.drover.strategy.SetSelection.Trade;

/** What the hosts of a trade expect after some moves, which can be taken back in reverse order. */
final class Expectations {

    private final Trade trade;
    private final Host[] hosts;
    private final Server[] servers;
    private final double[] mean;
    private final double[] variance;
    private final double[] memory;
    private final double[] risen;
    private final double[] heat;
    private final Resources[] taken;
    private final boolean[] source;
    private final Step[] steps;
    private int size;
    private double spareable;

    /** What a move overwrote. */
    private record Step(int source, int destination, double[] before, double spareable, Resources taken) {}

    Expectations(Trade trade) {
        this.trade = trade;
        this.hosts = trade.hosts().toArray(Host[]::new);
        this.servers = trade.servers().toArray(Server[]::new);
        this.mean = new double[hosts.length];
        this.variance = new double[hosts.length];
        this.memory = new double[hosts.length];
        this.risen = new double[hosts.length];
        this.heat = new double[hosts.length];
        this.taken = new Resources[hosts.length];
        this.source = new boolean[hosts.length];
        this.steps = new Step[servers.length];
        for (int pair = 0; pair < trade.pairs().size(); pair++)
            source[trade.pairs().source(pair)] = true;
        for (int host = 0; host < hosts.length; host++) {
            mean[host] = hosts[host].load().mean();
            variance[host] = hosts[host].load().variance();
            memory[host] = hosts[host].memory().share();
            taken[host] = Resources.NONE;
            heat[host] = heat(host);
            if (source[host]) spareable += heat[host];
        }
    }

    /** Heat of the sources: no set of further moves can spare more. */
    double spareable() {
        return spareable;
    }

    /** Whether the destination can hold it on top of what it got. */
    boolean fits(int pair) {
        int host = trade.pairs().destination(pair);
        Server server = servers[trade.pairs().server(pair)];
        Load there = hosts[host].load();
        if (risen[host] + server.load() / there.cpus() >= there.room()) return false;
        double expected = mean[host] + server.mean() / there.cpus();
        double spread = variance[host] + server.variance() / ((double) there.cpus() * there.cpus());
        double deviation = StrictMath.sqrt(spread + there.scatter() * there.scatter());
        if (expected + there.margin() * deviation >= there.push()) return false;
        Memory held = hosts[host].memory();
        if (server.memory() > 0 && memory[host] + server.memory() / held.mib() >= held.push()) return false;
        return server.needs().plus(taken[host]).fitIn(hosts[host].free());
    }

    /** Host-seconds of heat that its move must spare at least. */
    double price(int pair) {
        Server server = servers[trade.pairs().server(pair)];
        int moves = server.moves();
        double tolls = moves
                * (hosts[trade.pairs().source(pair)].toll()
                        + hosts[trade.pairs().destination(pair)].toll());
        double least = Math.min(server.price(), moves * Worth.RISK);
        return tolls < 0 ? Math.max(least, server.price() + tolls) : server.price() + tolls;
    }

    /** Moves it. Host-seconds of heat that it spares, less its price. */
    double move(int pair) {
        int from = trade.pairs().source(pair);
        int to = trade.pairs().destination(pair);
        Server server = servers[trade.pairs().server(pair)];
        double[] before = {
            mean[from],
            variance[from],
            heat[from],
            mean[to],
            variance[to],
            heat[to],
            risen[to],
            memory[from],
            memory[to]
        };
        steps[size++] = new Step(from, to, before, spareable, taken[to]);
        add(from, server, -1);
        add(to, server, 1);
        risen[to] += server.load() / hosts[to].load().cpus();
        taken[to] = taken[to].plus(server.needs());
        double spared = before[2] - heat[from];
        spareable -= spared;
        return spared - (heat[to] - before[5]) - price(pair);
    }

    /** Worth of each pair by itself, negative where it is not worth its price; minus infinity: it does not fit. */
    double[] alone() {
        double[] worth = new double[trade.pairs().size()];
        for (int pair = 0; pair < worth.length; pair++) worth[pair] = alone(pair);
        return worth;
    }

    /** Worth of this move in the state that there is; minus infinity: it does not fit. */
    double alone(int pair) {
        if (!fits(pair)) return Double.NEGATIVE_INFINITY;
        double worth = move(pair);
        undo();
        return worth;
    }

    void undo() {
        Step step = steps[--size];
        int from = step.source();
        int to = step.destination();
        mean[from] = step.before()[0];
        variance[from] = step.before()[1];
        heat[from] = step.before()[2];
        mean[to] = step.before()[3];
        variance[to] = step.before()[4];
        heat[to] = step.before()[5];
        risen[to] = step.before()[6];
        memory[from] = step.before()[7];
        memory[to] = step.before()[8];
        spareable = step.spareable();
        taken[to] = step.taken();
    }

    private void add(int host, Server server, int sign) {
        double cpus = hosts[host].load().cpus();
        mean[host] = Math.max(0, mean[host] + sign * server.mean() / cpus);
        variance[host] = Math.max(0, variance[host] + sign * server.variance() / (cpus * cpus));
        memory[host] = Math.max(
                0, memory[host] + sign * server.memory() / hosts[host].memory().mib());
        heat[host] = heat(host);
    }

    /** In both dimensions. */
    private double heat(int host) {
        Load load = hosts[host].load();
        return Worth.heat(mean[host], variance[host], load.scatter(), load.push())
                + Worth.heatOfMemory(memory[host], hosts[host].memory().push());
    }
}
