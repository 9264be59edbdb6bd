package io.drover.lab;

import io.drover.scenario.Workload;

/**
 * What {@code drover lab} is asked for.
 *
 * @param workload whose strategy, profile and thresholds are those of the agents' configuration
 * @param speed virtual seconds in a real one
 * @param port of the dashboard; 0: any free one
 * @param cloudPort of the emulated OpenStack; 0: any free one
 */
record LabRequest(Workload workload, double speed, int port, int cloudPort) {}
