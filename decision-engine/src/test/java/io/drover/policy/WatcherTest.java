package io.drover.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Resources;
import io.drover.simulation.CentralPolicy.Move;
import io.drover.simulation.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Cases worked by hand from Watcher's own code. */
class WatcherTest {

    private static final Resources ROOM = Resources.of(100, 100_000, 1000);

    private static Snapshot.Host host(String name, int cpus, double use) {
        return new Snapshot.Host(name, cpus, use, use, ROOM, true);
    }

    private static Snapshot.Server server(String id, String host, int vcpus, double use) {
        return new Snapshot.Server(
                id, host, vcpus, OptionalDouble.of(use), 256, 1, Resources.of(vcpus, 256, 1), List.of(), false);
    }

    private static Snapshot fleet(List<Snapshot.Host> hosts, List<Snapshot.Server> servers) {
        return new Snapshot(Instant.EPOCH, hosts, servers);
    }

    @Test
    void stabilizationRestsBelowItsThreshold() {
        Snapshot even = fleet(List.of(host("a", 4, 0.6), host("b", 4, 0.41)), List.of(server("x", "a", 4, 0.3)));
        assertThat(new WorkloadStabilization(new SplittableRandom(1)).decide(even))
                .isEmpty();
    }

    @Test
    void stabilizationMovesUntilTheDeviationIsBelowItsThreshold() {
        Snapshot uneven = fleet(
                List.of(host("a", 4, 0.9), host("b", 4, 0.1)),
                List.of(server("x", "a", 4, 0.3), server("y", "a", 4, 0.35), server("z", "a", 4, 0.25)));
        assertThat(new WorkloadStabilization(new SplittableRandom(1)).decide(uneven))
                .containsExactly(new Move("y", "a", "b"));
    }

    /** It lets a host be overfilled: Nova has to refuse. */
    @Test
    void stabilizationLooksAtNoRoom() {
        Snapshot full = fleet(
                List.of(host("a", 4, 0.9), new Snapshot.Host("b", 4, 0.1, 0.1, Resources.NONE, true)),
                List.of(server("y", "a", 4, 0.35)));
        assertThat(new WorkloadStabilization(new SplittableRandom(1)).decide(full))
                .containsExactly(new Move("y", "a", "b"));
    }

    @Test
    void balanceMovesOneServerTheClosestToTheMean() {
        Snapshot uneven = fleet(
                List.of(host("a", 4, 0.5), host("b", 4, 0.1)),
                List.of(
                        server("small", "a", 1, 0.2),
                        server("fits", "a", 1, 0.6),
                        server("large", "a", 4, 0.3),
                        server("there", "b", 1, 0.3)));
        assertThat(new WorkloadBalance().decide(uneven)).containsExactly(new Move("fits", "a", "b"));
    }

    /** The mean is in CPUs: a small hot host is never above it. */
    @Test
    void balanceForgetsSmallHosts() {
        Snapshot mixed = fleet(
                List.of(host("large", 16, 0.2), host("small", 2, 0.9)),
                List.of(server("x", "large", 4, 0.8), server("y", "small", 2, 0.9)));
        assertThat(new WorkloadBalance().decide(mixed)).isEmpty();
    }

    @Test
    void balanceFindsNoTargetWhenAllAreAboveItsThreshold() {
        Snapshot loaded = fleet(
                List.of(host("a", 4, 0.9), host("b", 4, 0.26)),
                List.of(server("x", "a", 1, 0.5), server("y", "a", 4, 0.775), server("z", "b", 4, 0.26)));
        assertThat(new WorkloadBalance().decide(loaded)).isEmpty();
    }
}
