package io.drover.config;

/** Whose coefficients predict what a migration takes. doc/calibration.md. */
public enum CostSource {
    /** By the hypervisor that Nova names; the published ones where none is known, as for a cluster file. */
    AUTO,
    PUBLISHED,
    KVM
}
