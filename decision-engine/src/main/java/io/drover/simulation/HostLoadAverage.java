package io.drover.simulation;

import io.drover.scenario.HypervisorKind;
import java.util.List;
import java.util.SplittableRandom;

/** One host's load average, brought up to date only when somebody looks or the load changes. */
final class HostLoadAverage {

    private final boolean counted;
    private final SplittableRandom random;
    private final long phase;
    private final int minutes;
    private LoadAverage average;
    private long ticks;

    /**
     * @param minutes of the average that is looked at: 1, 5 or 15
     * @param counted each tick counts whole tasks, as a kernel does; else it sees the expected number
     */
    HostLoadAverage(int minutes, boolean counted, SplittableRandom random) {
        this.minutes = minutes;
        this.counted = counted;
        this.random = random;
        this.phase = (long) (random.nextDouble() * LoadAverage.TICK);
        boot(0);
    }

    /** Starts as if this load had lasted for ever. */
    void boot(double load) {
        average = new LoadAverage(minutes, load);
    }

    /** As {@code /proc/loadavg} has it. */
    double printed() {
        return average.printed();
    }

    /** Ticks before {@code now} count {@code load}, which has lasted since the last call. */
    void advance(long now, List<SimulatedServer> servers, double load, HypervisorKind hypervisor) {
        long due = now <= phase ? 0 : (now - phase - 1) / LoadAverage.TICK + 1;
        if (counted) {
            for (; ticks < due; ticks++) average.advance(1, count(servers, hypervisor));
        } else {
            average.advance(due - ticks, load);
            ticks = due;
        }
    }

    private double count(List<SimulatedServer> servers, HypervisorKind hypervisor) {
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
