package io.drover.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Generated clusters: mixed host sizes, ten servers a host, a hot third. Memory is never overcommitted. */
final class Clusters {

    private static final int SERVERS = 10;

    private static final int[] SIZES = {8, 16, 32};

    private Clusters() {}

    static Cluster skewed(int hosts, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Cluster.Host> made = new ArrayList<>();
        List<Cluster.Server> servers = new ArrayList<>();
        for (int h = 0; h < hosts; h++) {
            int cpus = SIZES[random.nextInt(SIZES.length)];
            made.add(new Cluster.Host("pm" + h, cpus, cpus * 4096L, 2000));
            double load = h % 3 == 0 ? 0.6 + 0.3 * random.nextDouble() : 0.1 + 0.3 * random.nextDouble();
            double[] weights = random.doubles(10, 0.2, 1).toArray();
            double sum = 0;
            for (double weight : weights) sum += weight;
            for (int s = 0; s < 10; s++) {
                double cpu = load * cpus * weights[s] / sum;
                int vcpus = Math.max(1, (int) Math.ceil(cpu / (0.3 + 0.7 * random.nextDouble())));
                long memory = 256L * (1 + random.nextInt(Math.max(1, cpus)));
                double dirty = 10 * random.nextDouble();
                servers.add(new Cluster.Server(
                        "vm" + h + "-" + s, "pm" + h, vcpus, memory, 20, Math.min(1, cpu / vcpus), dirty));
            }
        }
        return new Cluster("skewed " + hosts + "/" + seed, made, servers);
    }

    /** Servers' memory goes with their vCPUs, as flavors have it: what relieves most is dearest to move. */
    static Cluster proportional(int hosts, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Cluster.Host> made = new ArrayList<>();
        List<Cluster.Server> servers = new ArrayList<>();
        for (int h = 0; h < hosts; h++) {
            int cpus = SIZES[random.nextInt(SIZES.length)];
            double load = h % 3 == 0 ? 0.6 + 0.3 * random.nextDouble() : 0.1 + 0.3 * random.nextDouble();
            double[] weights = random.doubles(SERVERS, 0.2, 1).toArray();
            double sum = 0;
            for (double weight : weights) sum += weight;
            int total = 0;
            for (int s = 0; s < SERVERS; s++) {
                double cpu = load * cpus * weights[s] / sum;
                int vcpus = Math.max(1, (int) Math.ceil(cpu / (0.3 + 0.7 * random.nextDouble())));
                total += vcpus;
                servers.add(new Cluster.Server(
                        "vm" + h + "-" + s,
                        "pm" + h,
                        vcpus,
                        vcpus * 2048L,
                        20,
                        Math.min(1, cpu / vcpus),
                        10 * random.nextDouble()));
            }
            made.add(new Cluster.Host("pm" + h, cpus, Math.max(cpus * 4096L, total * 2048L), 2000));
        }
        return new Cluster("proportional " + hosts + "/" + seed, made, servers);
    }
}
