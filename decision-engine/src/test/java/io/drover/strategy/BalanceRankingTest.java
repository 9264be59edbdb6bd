package io.drover.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BalanceRankingTest {

    private static final BalanceRanking.Rules RULES = new BalanceRanking.Rules(1, false);

    @Test
    void picksWhatAFullCountWouldPick() {
        for (int seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            BalanceRanking.Market market = market(random);
            for (BalanceRanking.Rules rules :
                    List.of(RULES, new BalanceRanking.Rules(0, true), new BalanceRanking.Rules(3, false))) {
                BalanceRanking ranking = new BalanceRanking(market, rules);
                OptionalInt best = ranking.best();
                Oracle oracle = new Oracle(market, rules);
                assertThat(best).as("seed %d, %s", seed, rules).isEqualTo(oracle.best());
                if (best.isPresent()) {
                    BalanceRanking left = ranking.without(best.getAsInt());
                    assertThat(left.best()).as("seed %d, runner-up", seed).isNotEqualTo(best);
                    assertThat(ranking.best()).as("seed %d, again", seed).isEqualTo(best);
                }
            }
        }
    }

    @Test
    void equalCostsAreNeverAllDropped() {
        BalanceRanking.Market market =
                betweenTwo(new double[] {0.9, 0.1}, new double[] {0.1, 0.2, 0.3}, new double[] {0.7, 0.7, 0.7});
        assertThat(new BalanceRanking(market, RULES).best()).hasValue(2);
    }

    @Test
    void whatBalancesIsNotDroppedBecauseServersWithoutLoadAreCheaper() {
        BalanceRanking.Market market =
                betweenTwo(new double[] {0.9, 0.1}, new double[] {0, 0, 0.2, 0.3}, new double[] {20, 20, 30, 31});
        BalanceRanking ranking = new BalanceRanking(market, new BalanceRanking.Rules(0, true));
        assertThat(ranking.best()).hasValue(2);
        assertThat(ranking.costLimit()).isCloseTo(30, within(1e-6));
    }

    @Test
    void figure32aTakesTheLargerReliefOfTwoEqualMoves() {
        BalanceRanking.Market market =
                betweenTwo(new double[] {0.9, 0.2}, new double[] {0.2, 0.3, 0.4}, new double[] {20, 20, 20});
        assertThat(new BalanceRanking(market, RULES).best()).hasValue(2);
    }

    /** Each server may go from the first host to the other. */
    private static BalanceRanking.Market betweenTwo(double[] hosts, double[] loads, double[] costs) {
        Pairs pairs = new Pairs();
        for (int server = 0; server < loads.length; server++) pairs.add(server, 0, 1);
        return new BalanceRanking.Market(
                "a",
                new FleetLoads(hosts),
                new double[2],
                new int[] {1, 1},
                names("pm", 2),
                names("vm", loads.length),
                loads,
                costs,
                pairs);
    }

    private static BalanceRanking.Market market(SplittableRandom random) {
        int hosts = 2 + random.nextInt(12);
        int servers = 1 + random.nextInt(20);
        Pairs pairs = new Pairs();
        for (int server = 0; server < servers; server++) {
            for (int host = 1; host < hosts; host++) if (random.nextInt(3) > 0) pairs.add(server, 0, host);
        }
        double[] loads = random.doubles(hosts, 0, 1).toArray();
        for (int host = 1; host < hosts; host++) if (random.nextInt(4) == 0) loads[host] = random.nextInt(3) * 1e-7;
        loads[0] += 0.5;
        return new BalanceRanking.Market(
                "auction " + random.nextInt(),
                new FleetLoads(loads),
                random.doubles(hosts, 0, 0.1).toArray(),
                random.ints(hosts, 1, 9).toArray(),
                names("pm", hosts),
                names("vm", servers),
                random.doubles(servers, 0, 1).map(d -> Math.round(d * 4) / 4.0).toArray(),
                random.doubles(servers, 1, 4).map(Math::rint).toArray(),
                pairs);
    }

    private static String[] names(String prefix, int count) {
        String[] names = new String[count];
        for (int i = 0; i < count; i++) names[i] = prefix + i;
        return names;
    }

    /** The rule read aloud, with nothing incremental. */
    private record Oracle(BalanceRanking.Market market, BalanceRanking.Rules rules) {

        OptionalInt best() {
            List<Integer> qualified = new ArrayList<>();
            double all = 0;
            for (int pair = 0; pair < market.pairs().size(); pair++) {
                all += cost(pair);
                if (qualifies(pair)) qualified.add(pair);
            }
            double mean = rules.meanOverAll()
                    ? all / market.pairs().size()
                    : qualified.stream().mapToDouble(this::cost).average().orElse(0);
            Integer best = null;
            double cheapest = qualified.stream().mapToDouble(this::cost).min().orElse(mean);
            for (int pair : qualified) {
                if (cost(pair) > Math.max(mean, cheapest) * (1 + 1e-9)) continue;
                if (best == null || beats(pair, best)) best = pair;
            }
            return best == null ? OptionalInt.empty() : OptionalInt.of(best);
        }

        private boolean qualifies(int pair) {
            double[] moved = after(pair);
            if (!(FleetLoadsTest.counted(moved) > FleetLoadsTest.counted(now()) + 1e-15)) return false;
            int source = market.pairs().source(pair);
            int destination = market.pairs().destination(pair);
            double less = Math.min(moved[source], market.doubts()[source]);
            double more = market.doubts()[destination];
            double alone = FleetLoadsTest.counted(now()[source] - less, now()[destination] + more);
            double aloneAfter = FleetLoadsTest.counted(moved[source] - less, moved[destination] + more);
            return aloneAfter > alone && aloneAfter >= alone * (1 + rules.improvementPercent() / 100);
        }

        private boolean beats(int pair, int rival) {
            double mine = FleetLoadsTest.counted(after(pair));
            double other = FleetLoadsTest.counted(after(rival));
            if (Math.abs(mine - other) > 1e-12 * mine) return mine > other;
            if (cost(pair) != cost(rival)) return cost(pair) < cost(rival);
            double relief = load(pair);
            if (relief != load(rival)) return relief > load(rival);
            return Long.compareUnsigned(hash(pair), hash(rival)) < 0;
        }

        private double[] now() {
            double[] loads = new double[market.fleet().size()];
            for (int i = 0; i < loads.length; i++) loads[i] = market.fleet().load(i);
            return loads;
        }

        private double[] after(int pair) {
            double[] loads = now();
            int source = market.pairs().source(pair);
            int destination = market.pairs().destination(pair);
            loads[source] = Math.max(0, loads[source] - load(pair) / market.cpus()[source]);
            loads[destination] += load(pair) / market.cpus()[destination];
            return loads;
        }

        private double cost(int pair) {
            return market.costs()[market.pairs().server(pair)];
        }

        private double load(int pair) {
            return market.loads()[market.pairs().server(pair)];
        }

        private long hash(int pair) {
            return Hash.of(
                    market.auction(),
                    market.servers()[market.pairs().server(pair)],
                    market.hosts()[market.pairs().source(pair)],
                    market.hosts()[market.pairs().destination(pair)]);
        }
    }
}
