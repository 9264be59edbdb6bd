package io.drover.policy;

import io.drover.simulation.CentralPolicy;
import io.drover.simulation.Snapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * OpenStack Watcher 9.0.0, strategy {@code workload_stabilization} with its defaults: metric CPU, threshold 0.1,
 * {@code host_choice = retry} with {@code retry_count = 1}. Every server is tried on one host that is drawn; what
 * lowers the deviation is done in order of the deviation that it would leave alone, while that of all together falls
 * and until it is below the threshold. Neither room nor load of a destination is looked at.
 */
final class WorkloadStabilization implements CentralPolicy {

    private static final double THRESHOLD = 0.1;

    private final SplittableRandom random;

    WorkloadStabilization(SplittableRandom random) {
        this.random = random;
    }

    @Override
    public Terms terms() {
        return Watcher.TERMS;
    }

    @Override
    public List<Move> decide(Snapshot all) {
        Snapshot fleet = Watcher.available(all);
        Uses uses = new Uses(fleet);
        double before = uses.deviation();
        if (before <= THRESHOLD || uses.names.size() < 2) return List.of();
        List<Trial> trials = trials(fleet, uses, before);
        List<Move> moves = new ArrayList<>();
        double least = 1;
        for (Trial trial : trials) {
            double deviation = uses.deviationAfter(trial);
            if (deviation < least) {
                least = deviation;
                uses.apply(trial);
                moves.add(new Move(trial.server.id(), trial.server.host(), uses.names.get(trial.destination)));
            }
            if (deviation < THRESHOLD) break;
        }
        return moves;
    }

    private List<Trial> trials(Snapshot fleet, Uses uses, double before) {
        List<Trial> trials = new ArrayList<>();
        for (Snapshot.Server server : uses.byHost(fleet)) {
            int source = uses.index.get(server.host());
            int drawn = random.nextInt(uses.names.size() - 1);
            if (server.use().isEmpty()) continue;
            Trial trial = new Trial(server, source, drawn < source ? drawn : drawn + 1, 0);
            double deviation = uses.deviationAfter(trial);
            if (deviation < before) trials.add(new Trial(server, source, trial.destination, deviation));
        }
        trials.sort(Comparator.comparingDouble(Trial::deviation));
        return trials;
    }

    private record Trial(Snapshot.Server server, int source, int destination, double deviation) {

        double cpus() {
            return server.use().orElseThrow() * server.vcpus();
        }
    }

    /** Each host's use of its CPUs, by name as Watcher sorts hosts, while a plan is made. */
    private static final class Uses {

        private final List<String> names;
        private final SortedMap<String, Integer> index = new TreeMap<>();
        private final double[] uses;
        private final int[] cpus;
        private double sum;
        private double squares;

        Uses(Snapshot fleet) {
            List<Snapshot.Host> sorted = fleet.hosts().stream()
                    .sorted(Comparator.comparing(Snapshot.Host::name))
                    .toList();
            names = sorted.stream().map(Snapshot.Host::name).toList();
            for (String name : names) index.put(name, index.size());
            uses = sorted.stream().mapToDouble(Snapshot.Host::use).toArray();
            cpus = sorted.stream().mapToInt(Snapshot.Host::cpus).toArray();
            for (double use : uses) count(use, 1);
        }

        List<Snapshot.Server> byHost(Snapshot fleet) {
            return fleet.servers().stream()
                    .filter(server -> !server.migrating())
                    .sorted(Comparator.comparing(Snapshot.Server::host).thenComparing(Snapshot.Server::id))
                    .toList();
        }

        /** Of the population. */
        double deviation() {
            double mean = sum / uses.length;
            return StrictMath.sqrt(Math.max(0, squares / uses.length - mean * mean));
        }

        double deviationAfter(Trial trial) {
            shift(trial, 1);
            double deviation = deviation();
            shift(trial, -1);
            return deviation;
        }

        void apply(Trial trial) {
            shift(trial, 1);
        }

        private void shift(Trial trial, int sign) {
            set(trial.source, uses[trial.source] - sign * trial.cpus() / cpus[trial.source]);
            set(trial.destination, uses[trial.destination] + sign * trial.cpus() / cpus[trial.destination]);
        }

        private void set(int host, double use) {
            count(uses[host], -1);
            uses[host] = use;
            count(use, 1);
        }

        private void count(double use, int sign) {
            sum += sign * use;
            squares += sign * use * use;
        }
    }
}
