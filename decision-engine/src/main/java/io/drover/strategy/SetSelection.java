package io.drover.strategy;

import io.drover.model.Resources;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The set of moves that is worth most to one auctioneer: the heat that it spares, less the heat that it makes elsewhere,
 * less the prices, all in host-seconds ({@link Worth}). A bidder may get several servers as long as it can hold them.
 *
 * <p>A greedy set is the first; a search of all sets then betters it, exact unless it would look at more than
 * {@link #NODES} pairs. Of each server the {@link #BIDDERS} bidders are looked at that expect the least load. Equals are
 * ordered by a hash with the auction's id, so that auctioneers that see the same fleet spread.
 */
public final class SetSelection {

    static final int NODES = 40_000;
    static final int BIDDERS = 8;

    private final Trade trade;
    private final Expectations state;
    private final int[] order;
    private final int[][] options;
    private final int[] path;
    private int[] best = new int[0];
    private double bestWorth;
    private int nodes;

    /**
     * What is for trade.
     *
     * @param auction its id, which decides between equals
     * @param pairs that are feasible one by one; all have the same host, the auctioneer, at one end
     */
    public record Trade(String auction, List<Host> hosts, List<Server> servers, Pairs pairs) {}

    /**
     * @param free what may be allocated on it
     * @param toll host-seconds of heat that a move to or from it must spare besides the server's price
     */
    public record Host(String name, Load load, Memory memory, Resources free, double toll) {}

    /**
     * A host's normalised load.
     *
     * @param mean that is expected
     * @param variance of it
     * @param cpus C
     * @param scatter of it on the host's own account, standard deviation
     * @param push its threshold
     * @param margin deviations above what is expected that stay below that where it takes a server
     * @param room by so much the load may rise now
     */
    public record Load(
            double mean, double variance, int cpus, double scatter, double push, double margin, double room) {}

    /**
     * A host's memory.
     *
     * @param share of it that is used
     * @param mib all of it
     * @param push its threshold
     */
    public record Memory(double share, double mib, double push) {

        /** Nobody measures it: it is neither hot nor relieved. */
        public static final Memory UNKNOWN = new Memory(0, Double.POSITIVE_INFINITY, 1);
    }

    /**
     * @param mean expected load, CPUs
     * @param variance of it, CPUs²
     * @param load what it adds now, CPUs
     * @param memory that it holds of its host's, MiB; 0 where that is not measured: moving it relieves nobody's
     * @param price host-seconds of heat that moving it must spare
     * @param moves that this takes: two where another comes back
     * @param needs what has to be allocated for it
     */
    public record Server(
            String id,
            double mean,
            double variance,
            double load,
            double memory,
            double price,
            int moves,
            Resources needs) {

        /** One whose load stays as it is, and whose memory nobody measures. */
        public static Server steady(String id, double load, double price, Resources needs) {
            return new Server(id, load, 0, load, 0, price, 1, needs);
        }
    }

    /**
     * @param struck pairs that were refused
     */
    public SetSelection(Trade trade, BitSet struck) {
        this(trade, struck, BIDDERS);
    }

    /**
     * @param bidders of each server that are looked at, at least 1
     */
    public SetSelection(Trade trade, BitSet struck, int bidders) {
        this.trade = trade;
        this.state = new Expectations(trade);
        this.options = new Shortlist(trade, struck).options(bidders);
        this.order = ordered();
        this.path = new int[order.length];
        greedy();
        search(0, 0, 0);
    }

    /** The pair that is worth most by itself; empty: none is worth its price. */
    public static OptionalInt single(Trade trade) {
        double[] worth = new Expectations(trade).alone();
        int best = -1;
        for (int pair = 0; pair < worth.length; pair++) {
            if (worth[pair] > (best < 0 ? 0 : worth[best])) best = pair;
        }
        return best < 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** The chosen pairs, the one that spares the most heat per price first; empty: no move is worth its price. */
    public int[] best() {
        return best.clone();
    }

    /** Host-seconds of heat that the chosen set spares, less its price. */
    public double worth() {
        return bestWorth;
    }

    /** Pairs that the search looked at. */
    int nodes() {
        return nodes;
    }

    /** Servers that spare most come first: good sets are found early, and the bound then spares the others. */
    private int[] ordered() {
        double[] alone = new double[options.length];
        for (int server = 0; server < options.length; server++) {
            alone[server] = Double.NEGATIVE_INFINITY;
            for (int pair : options[server]) alone[server] = Math.max(alone[server], state.alone(pair));
        }
        return IntStream.range(0, options.length)
                .filter(server -> options[server].length > 0)
                .boxed()
                .sorted((a, b) -> {
                    int byWorth = Double.compare(alone[b], alone[a]);
                    return byWorth != 0 ? byWorth : Long.compareUnsigned(hash(a), hash(b));
                })
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private long hash(int server) {
        return Hash.of(trade.auction(), trade.servers().get(server).id());
    }

    private void greedy() {
        int[] set = new int[order.length];
        boolean[] gone = new boolean[order.length];
        double worth = 0;
        int size = 0;
        for (int next = bestNext(gone); next >= 0; next = bestNext(gone)) {
            gone[next] = true;
            int pair = bestOf(order[next]);
            worth += state.move(pair);
            set[size++] = pair;
        }
        for (int i = 0; i < size; i++) state.undo();
        keep(set, size, worth);
    }

    private int bestNext(boolean[] gone) {
        int best = -1;
        double most = 0;
        for (int i = 0; i < order.length; i++) {
            if (gone[i]) continue;
            int pair = bestOf(order[i]);
            double worth = pair < 0 ? 0 : state.alone(pair);
            if (worth <= most) continue;
            most = worth;
            best = i;
        }
        return best;
    }

    private int bestOf(int server) {
        int best = -1;
        double most = Double.NEGATIVE_INFINITY;
        for (int pair : options[server]) {
            double worth = state.alone(pair);
            if (worth <= most) continue;
            most = worth;
            best = pair;
        }
        return best;
    }

    /** All sets that add servers from {@code first} on to the {@code size} pairs of the path. */
    private void search(int first, int size, double worth) {
        for (int i = first; i < order.length; i++) {
            for (int pair : options[order[i]]) {
                if (nodes++ >= NODES) return;
                double price = state.price(pair);
                if (worth + state.spareable() - price <= bestWorth || !state.fits(pair)) continue;
                path[size] = pair;
                double after = worth + state.move(pair);
                keep(path, size + 1, after);
                search(i + 1, size + 1, after);
                state.undo();
            }
        }
    }

    private void keep(int[] set, int size, double worth) {
        if (worth <= bestWorth) return;
        bestWorth = worth;
        best = Arrays.stream(set, 0, size)
                .boxed()
                .sorted((a, b) -> Double.compare(relief(b), relief(a)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double relief(int pair) {
        Server server = trade.servers().get(trade.pairs().server(pair));
        Memory memory = trade.hosts().get(trade.pairs().source(pair)).memory();
        boolean full = memory.share() >= memory.push();
        return (full ? server.memory() : server.mean()) / state.price(pair);
    }
}
