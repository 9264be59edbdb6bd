package io.drover.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.Resources;
import io.drover.strategy.SetSelection.Host;
import io.drover.strategy.SetSelection.Server;
import io.drover.strategy.SetSelection.Trade;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SetSelectionTest {

    private static final double PUSH = 0.7;

    @Test
    void smallTradesAreSolvedExactly() {
        for (long seed = 0; seed < 300; seed++) {
            Trade trade = random(seed, 5, 3);
            SetSelection chosen = new SetSelection(trade, new BitSet());
            assertThat(chosen.nodes()).as("seed " + seed).isLessThan(SetSelection.NODES);
            assertThat(worth(trade, chosen.best())).as("seed " + seed).isCloseTo(chosen.worth(), within(1e-6));
            assertThat(chosen.worth()).as("seed " + seed).isCloseTo(most(trade, 0, new ArrayList<>()), within(1e-6));
        }
    }

    @Test
    void theChosenFitTogether() {
        for (long seed = 0; seed < 200; seed++) {
            Trade trade = random(seed, 20, 10);
            Expectations after = new Expectations(trade);
            BitSet moved = new BitSet();
            for (int pair : new SetSelection(trade, new BitSet()).best()) {
                assertThat(after.fits(pair)).as("seed " + seed).isTrue();
                after.move(pair);
                assertThat(moved.get(trade.pairs().server(pair)))
                        .as("seed " + seed)
                        .isFalse();
                moved.set(trade.pairs().server(pair));
            }
        }
    }

    @Test
    void whatWasRefusedIsNotChosenAgain() {
        Trade trade = random(11, 12, 6);
        BitSet struck = new BitSet();
        for (int[] set = new SetSelection(trade, struck).best();
                set.length > 0;
                set = new SetSelection(trade, struck).best()) {
            for (int pair : set) assertThat(struck.get(pair)).isFalse();
            struck.set(set[0]);
        }
        assertThat(struck.cardinality()).isPositive();
    }

    @Test
    void aHostThatTwoMovesCoolIsCooledByTwo() {
        List<Host> hosts = List.of(host("hot", 0.95, 4), host("a", 0.2, 4), host("b", 0.2, 4));
        List<Server> servers = new ArrayList<>();
        for (int i = 0; i < 6; i++) servers.add(server("s" + i, 0.8, 250));
        Trade trade = new Trade("auction", hosts, servers, everyPair(6, 3));
        assertThat(new SetSelection(trade, new BitSet()).best()).hasSize(2);
    }

    @Test
    void nothingMovesWhereNoMoveIsWorthItsPrice() {
        Trade calm = new Trade(
                "auction",
                List.of(host("calm", 0.5, 4), host("a", 0.2, 4)),
                List.of(server("s", 0.5, 170)),
                everyPair(1, 2));
        assertThat(new SetSelection(calm, new BitSet()).best()).isEmpty();
    }

    @Test
    void aColdHostTakesWhereMostHeatIsSpared() {
        Pairs pairs = new Pairs();
        pairs.add(0, 1, 0);
        pairs.add(1, 2, 0);
        Trade trade = new Trade(
                "auction",
                List.of(host("cold", 0.1, 4), host("warm", 0.55, 4), host("hot", 0.8, 4)),
                List.of(server("of-warm", 0.8, 170), server("of-hot", 0.8, 170)),
                pairs);
        assertThat(new SetSelection(trade, new BitSet()).best()).containsExactly(1);
    }

    @Test
    void heatIsAShareOfTheHourAndRisesWithLoadAndScatter() {
        assertThat(Worth.heat(PUSH, 0, 1e-6, PUSH)).isCloseTo(Worth.HORIZON / 2, within(1.0));
        assertThat(Worth.heat(0.1, 0, 0.05, PUSH)).isCloseTo(0, within(1e-6));
        assertThat(Worth.heat(1.2, 0, 0.05, PUSH)).isCloseTo(Worth.HORIZON * 1.5, within(1e-6));
        double last = 0;
        for (double mean = 0; mean < 1.5; mean += 0.01) {
            double heat = Worth.heat(mean, 0.01, 0.05, PUSH);
            assertThat(heat).isGreaterThanOrEqualTo(last);
            last = heat;
        }
        assertThat(Worth.heat(0.5, 0.04, 0.05, PUSH)).isGreaterThan(Worth.heat(0.5, 0.01, 0.05, PUSH));
    }

    private static double most(Trade trade, int server, List<Integer> set) {
        if (server == trade.servers().size()) {
            return worth(trade, set.stream().mapToInt(Integer::intValue).toArray());
        }
        double most = most(trade, server + 1, set);
        for (int pair = 0; pair < trade.pairs().size(); pair++) {
            if (trade.pairs().server(pair) != server) continue;
            set.add(pair);
            most = Math.max(most, most(trade, server + 1, set));
            set.remove(set.size() - 1);
        }
        return most;
    }

    /** Minus infinity: they do not fit together. */
    private static double worth(Trade trade, int[] set) {
        Expectations state = new Expectations(trade);
        double worth = 0;
        for (int pair : set) {
            if (!state.fits(pair)) return Double.NEGATIVE_INFINITY;
            worth += state.move(pair);
        }
        return worth;
    }

    private static Trade random(long seed, int servers, int bidders) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Host> hosts = new ArrayList<>();
        hosts.add(host("auctioneer", 0.5 + 0.5 * random.nextDouble(), 4));
        for (int i = 0; i < bidders; i++)
            hosts.add(host("bidder" + i, 0.6 * random.nextDouble(), 2 << random.nextInt(3)));
        List<Server> goods = new ArrayList<>();
        for (int i = 0; i < servers; i++) {
            goods.add(new Server(
                    "server" + i,
                    random.nextDouble(),
                    0.1 * random.nextDouble(),
                    random.nextDouble(),
                    0,
                    100 + 300 * random.nextDouble(),
                    1,
                    Resources.of(1, 256L << random.nextInt(4), 1)));
        }
        return new Trade("auction" + seed, hosts, goods, everyPair(servers, bidders + 1));
    }

    private static Host host(String name, double mean, int cpus) {
        return new Host(
                name,
                new SetSelection.Load(mean, 0.003, cpus, 0.05, PUSH, 1, PUSH - mean),
                SetSelection.Memory.UNKNOWN,
                Resources.of(32, 3000, 100),
                0);
    }

    private static Server server(String id, double load, double price) {
        return new Server(id, load, 0.002, load, 0, price, 1, Resources.of(1, 256, 1));
    }

    private static Pairs everyPair(int servers, int hosts) {
        Pairs pairs = new Pairs();
        for (int server = 0; server < servers; server++) {
            for (int host = 1; host < hosts; host++) pairs.add(server, 0, host);
        }
        return pairs;
    }
}
