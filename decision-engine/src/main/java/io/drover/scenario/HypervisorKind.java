package io.drover.scenario;

/** How much load a server puts on its host for each CPU that it reports: doc/workloads.md, "hypervisor". */
public enum HypervisorKind {
    KVM(1),
    XEN(2.0 / 3);

    private final double share;

    HypervisorKind(double share) {
        this.share = share;
    }

    public double hostLoad(double serverLoad) {
        return share * serverLoad;
    }
}
