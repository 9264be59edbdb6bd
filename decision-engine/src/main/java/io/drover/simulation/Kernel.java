package io.drover.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** One host's load averages, brought up to date only when somebody looks or the load changes. */
final class Kernel {

    private final boolean counted;
    private final SplittableRandom random;
    private final long phase;
    private LoadAverages averages = new LoadAverages(0);
    private long ticks;

    /**
     * @param counted each tick counts whole tasks, as a kernel does; else it sees the expected number
     */
    Kernel(boolean counted, SplittableRandom random) {
        this.counted = counted;
        this.random = random;
        this.phase = (long) (random.nextDouble() * LoadAverages.TICK);
    }

    void boot(double load) {
        averages = new LoadAverages(load);
    }

    /** As {@code /proc/loadavg} has it, {@code minutes} 1, 5 or 15. */
    double printed(int minutes) {
        return averages.printed(minutes);
    }

    /** Ticks before {@code now} count {@code load}, which has lasted since the last call. */
    void advance(long now, List<SimulatedServer> servers, double load, Hypervisor hypervisor) {
        long due = now <= phase ? 0 : (now - phase - 1) / LoadAverages.TICK + 1;
        if (counted) {
            for (; ticks < due; ticks++) averages.advance(1, count(servers, hypervisor));
        } else {
            averages.advance(due - ticks, load);
            ticks = due;
        }
    }

    private double count(List<SimulatedServer> servers, Hypervisor hypervisor) {
        int running = 0;
        for (SimulatedServer server : servers) {
            double each = hypervisor.hostLoad(server.demand) / server.spec.vcpus();
            for (int vcpu = 0; vcpu < server.spec.vcpus(); vcpu++) {
                if (random.nextDouble() < each) running++;
            }
        }
        return running;
    }
}
