package io.drover.scenario;

import java.time.Duration;

/**
 * The physics of a scenario.
 *
 * @param counted kernels count whole tasks every 5 s and so show noise; else the expected number
 * @param interval between two samples of a host by its telemetry
 * @param bandwidth of the migration network, MB/s
 * @param shared one link for all migrations, as on the thesis' switch; else each has the bandwidth for itself
 * @param showsPins Nova shows which servers it pins to their zones, as it does from 2.96 on; else agents find out
 * @param established the agents have long known each other (128 others each at most); else each joins by its HELLO
 */
public record Conditions(
        HypervisorKind hypervisor,
        boolean counted,
        Duration interval,
        double bandwidth,
        boolean shared,
        boolean showsPins,
        boolean established) {

    /** KVM, noisy kernels, a sample every 10 s, one shared link of 100 Mb/s. */
    public static final Conditions TESTBED =
            new Conditions(HypervisorKind.KVM, true, Duration.ofSeconds(10), Testbed.BANDWIDTH, true, true, false);

    public Conditions {
        if (interval.isNegative() || interval.isZero() || !(bandwidth > 0)) {
            throw new IllegalArgumentException(
                    "interval and bandwidth are positive, not " + interval + " and " + bandwidth);
        }
    }

    public Conditions with(HypervisorKind other) {
        return new Conditions(other, counted, interval, bandwidth, shared, showsPins, established);
    }

    public Conditions sampledEvery(Duration other) {
        return new Conditions(hypervisor, counted, other, bandwidth, shared, showsPins, established);
    }

    public Conditions smooth() {
        return new Conditions(hypervisor, false, interval, bandwidth, shared, showsPins, established);
    }

    public Conditions unshared(double megabytesPerSecond) {
        return new Conditions(hypervisor, counted, interval, megabytesPerSecond, false, showsPins, established);
    }

    public Conditions amongAcquaintances() {
        return new Conditions(hypervisor, counted, interval, bandwidth, shared, showsPins, true);
    }

    public Conditions hidingPins() {
        return new Conditions(hypervisor, counted, interval, bandwidth, shared, false, established);
    }
}
