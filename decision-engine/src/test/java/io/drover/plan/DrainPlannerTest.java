package io.drover.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.model.Settings.StrategyName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DrainPlannerTest {

    private static final DrainPlanner PLANNER = new DrainPlanner(AuctionPlannerTest.options(StrategyName.HYBRID));

    /** What a host is prepared for beside the load that is to be expected. */
    private static final double MARGIN = 0.05;

    private final List<Cluster.Host> hosts = new ArrayList<>();
    private final List<Cluster.Server> servers = new ArrayList<>();
    private final SortedMap<String, SortedSet<String>> apart = new TreeMap<>();

    private void host(String id, int cpus, long memoryMib) {
        hosts.add(new Cluster.Host(id, cpus, memoryMib, 1000));
    }

    private void server(String id, String host, double load, long memoryMib) {
        servers.add(new Cluster.Server(id, host, 2, memoryMib, 10, load / 2, 1));
    }

    private DrainPlan plan(String... leaving) {
        return PLANNER.plan(new Cluster("", hosts, servers, apart), Set.of(leaving));
    }

    @Test
    void eachServerGoesWhereTheLeastLoadIsThenTheOneFirstThatFindsRoomLeastEasily() {
        host("pm1", 4, 8192);
        host("pm2", 4, 8192);
        host("pm3", 8, 4096);
        server("small", "pm1", 0.1, 256);
        server("large", "pm1", 1.5, 3000);
        server("other", "pm2", 1.0, 256);
        DrainPlan plan = plan("pm1");
        assertThat(plan.fits()).isTrue();
        assertThat(plan.moves())
                .extracting(DrainPlan.Move::server, DrainPlan.Move::destination, DrainPlan.Move::loadAfter)
                .containsExactly(tuple("large", "pm3", 1.5 / 8 + MARGIN), tuple("small", "pm3", 1.6 / 8 + MARGIN));
        assertThat(plan.moves())
                .allSatisfy(move -> assertThat(move.predictedSeconds()).isPositive());
    }

    @Test
    void aPinnedServerStaysWhereItsZoneHasNoOtherHost() {
        hosts.add(new Cluster.Host("pm1", 4, 8192, 1000, Optional.of("az1")));
        hosts.add(new Cluster.Host("pm2", 4, 8192, 1000, Optional.of("az2")));
        host("pm3", 4, 100);
        servers.add(new Cluster.Server("s", "pm1", 2, 256, 10, 0.1, 1).pinned(Optional.of("az1")));
        DrainPlan plan = plan("pm1");
        assertThat(plan.moves()).isEmpty();
        assertThat(plan.stays().get(0).reason())
                .contains("it is pinned to the availability zone az1, and pm2 is in az2")
                .contains("on pm3");
    }

    @Test
    void hostsThatDrainTakeNothingFromEachOther() {
        for (String host : List.of("pm1", "pm2", "pm3", "pm4")) {
            host(host, 4, 4096);
            server("a" + host, host, 0.8, 1300);
            server("b" + host, host, 0.8, 1300);
        }
        DrainPlan one = plan("pm1");
        assertThat(one.fits()).isTrue();
        DrainPlan two = plan("pm1", "pm2");
        assertThat(two.moves()).extracting(DrainPlan.Move::destination).containsOnly("pm3", "pm4");
        assertThat(two.moves()).hasSize(2);
        assertThat(two.stays()).hasSize(2);
        assertThat(two.shortages())
                .extracting(DrainPlan.Shortage::resource, DrainPlan.Shortage::needed, DrainPlan.Shortage::left)
                .containsExactly(tuple("MiB of memory", 2600.0, 2.0 * (4096 - 3 * 1300)));
    }

    @Test
    void nobodyGoesAboveTheCeiling() {
        host("pm1", 4, 99999);
        host("pm2", 2, 99999);
        server("a", "pm1", 1.0, 256);
        server("b", "pm1", 1.0, 256);
        DrainPlan plan = plan("pm1");
        assertThat(plan.moves()).hasSize(1);
        assertThat(plan.stays().get(0).reason())
                .isEqualTo("nobody can take it (pm2 would be at 1.05 by its load, the ceiling of a drain is 0.85)");
        assertThat(plan.shortages()).extracting(DrainPlan.Shortage::resource).containsExactly("CPUs below the ceiling");
    }

    @Test
    void whatMayNotGoAndWhatMustStayApartIsTold() {
        host("pm1", 4, 8192);
        host("pm2", 4, 8192);
        servers.add(new Cluster.Server("locked", "pm1", 1, 256, 1, 0.1, 1, Optional.of("is locked"), Optional.empty()));
        server("one", "pm1", 0.1, 256);
        server("two", "pm2", 0.1, 256);
        server("fast", "pm1", 0.1, 256);
        servers.add(new Cluster.Server("hasty", "pm1", 1, 256, 1, 0.1, 200));
        apart.put("g", new TreeSet<>(Set.of("one", "two")));
        DrainPlan plan = plan("pm1");
        assertThat(plan.moves()).extracting(DrainPlan.Move::server).containsExactly("fast");
        assertThat(plan.stays())
                .extracting(Plan.Refusal::server, Plan.Refusal::reason)
                .containsExactlyInAnyOrder(
                        tuple("locked", "is locked"),
                        tuple("hasty", "dirties memory at 200.0 MB/s, the link carries 125.0"),
                        tuple("one", "nobody can take it (a member of its anti-affinity group g is on pm2)"));
        assertThat(plan.shortages()).isEmpty();
        assertThat(plan("pm1", "pm2").stays())
                .filteredOn(stay -> stay.server().equals("two"))
                .extracting(Plan.Refusal::reason)
                .containsExactly("there is no other host");
    }

    @Test
    void wholeClustersKeepAllTheirServersWithinRoomAndCeiling() {
        for (long seed = 0; seed < 5; seed++) {
            Cluster cluster = Clusters.skewed(50, seed);
            DrainPlan plan = PLANNER.plan(cluster, Set.of("pm0", "pm1", "pm2"));
            assertThat(plan.moves().size() + plan.stays().size()).isEqualTo(30);
            assertThat(plan.moves()).extracting(DrainPlan.Move::server).doesNotHaveDuplicates();
            assertThat(plan.moves()).allSatisfy(move -> {
                assertThat(move.loadAfter()).isLessThan(0.85);
                assertThat(move.destination()).isNotIn("pm0", "pm1", "pm2");
            });
        }
    }
}
