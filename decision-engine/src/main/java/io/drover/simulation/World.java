package io.drover.simulation;

/** What every part of one run is given. */
record World(Scenario scenario, VirtualClock clock, Fleet fleet, Spectator spectator) {}
