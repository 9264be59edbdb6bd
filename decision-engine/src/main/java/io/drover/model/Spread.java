package io.drover.model;

/** What of the hosts' allocation is evened out while nothing is hot. */
public enum Spread {
    OFF,
    /** Servers, each as one; a host with more CPUs takes more of them. */
    SERVERS,
    /** Memory that flavors promise, as a share of what Placement would allocate. */
    MEMORY,
    /** vCPUs, likewise. */
    VCPUS
}
