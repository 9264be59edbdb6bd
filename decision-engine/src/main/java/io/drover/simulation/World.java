package io.drover.simulation;

import io.drover.scenario.Scenario;

/** What every part of one run is given. */
record World(Scenario scenario, VirtualClock clock, SimulatedFleet fleet, Spectator spectator) {}
