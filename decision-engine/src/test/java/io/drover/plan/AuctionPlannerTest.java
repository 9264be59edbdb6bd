package io.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.drover.model.ChangeWindows;
import io.drover.model.CostModel;
import io.drover.model.DrainSettings;
import io.drover.model.MigrationSettings;
import io.drover.model.Settings.Goal;
import io.drover.model.Settings.Rules;
import io.drover.model.Settings.StrategyName;
import io.drover.model.StrategySettings;
import io.drover.model.Thresholds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuctionPlannerTest {

    private static final Thresholds THRESHOLDS = Thresholds.TESTBED;

    static PlanOptions options(StrategyName strategy) {
        return options(strategy, DrainSettings.DEFAULT);
    }

    private static PlanOptions options(StrategyName strategy, DrainSettings drain) {
        return new PlanOptions(
                new StrategySettings(
                        strategy,
                        Goal.AGGRESSIVE,
                        THRESHOLDS,
                        Thresholds.MEMORY,
                        false,
                        Duration.ofSeconds(300),
                        1,
                        Rules.DROVER),
                new MigrationSettings(
                        125,
                        1,
                        1,
                        0,
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofHours(1),
                        1,
                        CostModel.PUBLISHED,
                        ChangeWindows.ALWAYS),
                drain);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 100, 200})
    void relievesWhateverGreedyRelievesWithFewMoves(int hosts) {
        for (long seed = 0; seed < 5; seed++) {
            Cluster cluster = Clusters.skewed(hosts, seed);
            Plan greedy = new GreedyPlanner().plan(cluster, options(StrategyName.PUSH));
            assertSound(cluster, greedy, cluster.name() + " greedy");
            for (StrategyName strategy : List.of(StrategyName.PUSH, StrategyName.HYBRID)) {
                Plan plan = new AuctionPlanner().plan(cluster, options(strategy));
                String what = cluster.name() + " " + strategy;
                if (greedy.after().hotHosts() == 0)
                    assertThat(plan.after().hotHosts()).as(what).isZero();
                assertThat(plan.moves().size()).as(what).isLessThanOrEqualTo((int)
                        (1.3 * LeastMoves.of(cluster, THRESHOLDS)));
                assertThat(plan.after().entropy())
                        .as(what)
                        .isGreaterThan(plan.before().entropy());
                assertSound(cluster, plan, what);
            }
        }
    }

    /** What a controller would do is 1.0 to 1.1 times the least moves, and more of the memory. */
    @ParameterizedTest
    @ValueSource(ints = {50, 100, 200})
    void movesLittleMoreThanTheLeastWhereMemoryGoesWithVcpus(int hosts) {
        for (long seed = 0; seed < 10; seed++) {
            Cluster cluster = Clusters.proportional(hosts, seed);
            Plan greedy = new GreedyPlanner().plan(cluster, options(StrategyName.PUSH));
            Plan plan = new AuctionPlanner().plan(cluster, options(StrategyName.HYBRID));
            String what = cluster.name();
            if (greedy.after().hotHosts() == 0)
                assertThat(plan.after().hotHosts()).as(what).isZero();
            assertThat((double) plan.moves().size())
                    .as(what + ": moves")
                    .isLessThanOrEqualTo(1.2 * LeastMoves.of(cluster, THRESHOLDS));
            assertThat((double) memory(cluster, plan))
                    .as(what + ": memory")
                    .isLessThanOrEqualTo(1.2 * LeastMoves.memory(cluster, THRESHOLDS));
            assertSound(cluster, plan, what);
        }
    }

    private static long memory(Cluster cluster, Plan plan) {
        SortedMap<String, Long> memory = new TreeMap<>();
        for (Cluster.Server server : cluster.servers()) memory.put(server.id(), server.memoryMib());
        return plan.moves().stream()
                .mapToLong(move -> memory.get(move.server()))
                .sum();
    }

    @ParameterizedTest
    @EnumSource(StrategyName.class)
    void smallClustersGetSoundPlansWhateverTheStrategy(StrategyName strategy) {
        for (long seed = 0; seed < 50; seed++) {
            Cluster cluster = Clusters.skewed(2 + (int) seed % 17, seed);
            Plan plan = new AuctionPlanner().plan(cluster, options(strategy));
            assertSound(cluster, plan, cluster.name() + " " + strategy);
            assertThat(plan.after().hotHosts())
                    .isLessThanOrEqualTo(plan.before().hotHosts());
        }
    }

    @Test
    void serversOfAHostThatStaysHotAreRefusedWithAReason() {
        Cluster cluster = new Cluster(
                "two hot",
                List.of(new Cluster.Host("a", 4, 4096, 100), new Cluster.Host("b", 4, 4096, 100)),
                List.of(
                        new Cluster.Server("x", "a", 4, 1024, 10, 0.8, 1),
                        new Cluster.Server("y", "b", 4, 1024, 10, 0.7, 1)));
        Plan plan = new AuctionPlanner().plan(cluster, options(StrategyName.HYBRID));
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.refused())
                .extracting(Plan.Refusal::server, Plan.Refusal::reason)
                .containsExactly(
                        tuple("x", "every host that has room would become hot"),
                        tuple("y", "every host that has room would become hot"));
    }

    /** 3.4 and 2.4 CPUs beside 2.6 and 1.4: no single one has room. */
    private static final Cluster COARSE = new Cluster(
            "coarse",
            List.of(new Cluster.Host("a", 10, 4096, 100), new Cluster.Host("b", 10, 4096, 100)),
            List.of(
                    new Cluster.Server("v", "a", 4, 2048, 10, 0.85, 1),
                    new Cluster.Server("w", "a", 4, 1024, 10, 0.6, 1),
                    new Cluster.Server("x", "b", 4, 1024, 10, 0.65, 1),
                    new Cluster.Server("y", "b", 4, 1024, 10, 0.35, 1)));

    @Test
    void heavyServersAreExchangedWhereNoneFits() {
        Plan plan = new AuctionPlanner().plan(COARSE, options(StrategyName.PUSH));
        assertThat(plan.moves())
                .extracting(Plan.Move::server, Plan.Move::destination)
                .containsExactly(tuple("w", "b"), tuple("y", "a"));
        assertThat(plan.moves().get(0).reason()).isEqualTo("a is hot at 0.58; in exchange for y");
        assertThat(plan.before().hotHosts()).isEqualTo(1);
        assertThat(plan.after().hotHosts()).isZero();
        assertThat(plan.refused()).isEmpty();
    }

    /** With all three b is at 0.64. */
    @ParameterizedTest
    @CsvSource({"0.64, 0", "0.65, 2"})
    void untilTheLighterHasLeftAPeerStaysBelowTheCeilingOfADrain(double ceiling, int moves) {
        DrainSettings drain = new DrainSettings(2, ceiling, DrainSettings.OnStall.ABORT);
        assertThat(new AuctionPlanner()
                        .plan(COARSE, options(StrategyName.PUSH, drain))
                        .moves())
                .hasSize(moves);
    }

    @Test
    void anExchangeNeedsRoomForBothAndWhatComesBackMustFit() {
        for (long memory : new long[] {3000, 3072}) {
            Cluster cluster = new Cluster(
                    "coarse",
                    List.of(new Cluster.Host("a", 10, 2048, 100), new Cluster.Host("b", 10, memory, 100)),
                    List.of(
                            new Cluster.Server("v", "a", 4, 1024, 10, 0.85, 1),
                            new Cluster.Server("w", "a", 4, 1024, 10, 0.6, 1),
                            new Cluster.Server("x", "b", 4, 1024, 10, 0.65, 1),
                            new Cluster.Server("y", "b", 4, 1024, 10, 0.35, 1)));
            assertThat(new AuctionPlanner()
                            .plan(cluster, options(StrategyName.PUSH))
                            .moves())
                    .hasSize(memory < 3072 ? 0 : 2);
        }
    }

    @Test
    void aPinnedServerIsPlannedForHostsOfItsZoneOnly() {
        List<Cluster.Host> hosts = List.of(host("a", "az1"), host("b", "az2"), host("c", "az2"));
        Cluster free = new Cluster("", hosts, List.of(server("x", ""), server("y", "")));
        assertThat(new AuctionPlanner().plan(free, options(StrategyName.HYBRID)).moves())
                .isNotEmpty();
        Cluster pinned = new Cluster("", hosts, List.of(server("x", "az1"), server("y", "az1")));
        for (Planner planner : List.of(new AuctionPlanner(), new GreedyPlanner())) {
            assertThat(planner.plan(pinned, options(StrategyName.HYBRID)).moves())
                    .isEmpty();
        }
        assertThat(new AuctionPlanner()
                        .plan(pinned, options(StrategyName.HYBRID))
                        .refused())
                .extracting(Plan.Refusal::reason)
                .containsOnly("it is pinned to the availability zone az1, which has no other host");
        List<Cluster.Host> more = new ArrayList<>(hosts);
        more.add(host("d", "az1"));
        assertThat(new AuctionPlanner()
                        .plan(new Cluster("", more, pinned.servers()), options(StrategyName.HYBRID))
                        .moves())
                .extracting(Plan.Move::destination)
                .containsOnly("d");
    }

    private static Cluster.Host host(String id, String zone) {
        return new Cluster.Host(id, 4, 4096, 100, Optional.of(zone));
    }

    private static Cluster.Server server(String id, String zone) {
        return new Cluster.Server(id, "a", 2, 1024, 10, 0.9, 1)
                .pinned(Optional.of(zone).filter(its -> !its.isEmpty()));
    }

    /** Moves replayed by hand: nothing overcommitted, no server twice, entropies as promised. */
    private static void assertSound(Cluster cluster, Plan plan, String what) {
        Placements placements = new Placements(cluster);
        SortedMap<String, Integer> hosts = new TreeMap<>();
        for (int h = 0; h < placements.hosts.length; h++) hosts.put(placements.hostIds[h], h);
        for (Plan.Move move : plan.moves()) {
            int server = List.of(placements.serverIds).indexOf(move.server());
            int destination = hosts.get(move.destination());
            assertThat(placements.moved(server)).as(what).isFalse();
            assertThat(placements.hostIds[placements.hostOf(server)]).as(what).isEqualTo(move.source());
            assertThat(placements.fits(server, destination)).as(what).isTrue();
            assertThat(placements.fleet.performance()).as(what).isCloseTo(move.entropyBefore(), within(1e-9));
            placements.move(server, destination);
            assertThat(placements.fleet.performance()).as(what).isCloseTo(move.entropyAfter(), within(1e-9));
            assertThat(placements.load(destination)).as(what).isLessThan(THRESHOLDS.push());
        }
        assertThat(placements.balance(THRESHOLDS)).as(what).isEqualTo(plan.after());
    }
}
