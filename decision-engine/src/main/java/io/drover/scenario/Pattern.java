package io.drover.scenario;

/** How the load of a fleet behaves: the scenarios of doc/sources.md, 4.5, and ours. */
public enum Pattern {
    /** Loads stay. */
    NORMAL,
    /** All loads rise at half-time, each by what it draws, so that the system load becomes high. */
    BURST,
    /** All loads fall at half-time, each by what it draws, so that the system load becomes low. */
    DRAIN,
    /** Servers come at exponential and go at uniform times; as many as half the fleet's servers each way. */
    FLUCTUATION,
    /** One host at 0.9, the others low. */
    HOTSPOT,
    /** One host's memory is filled by 0.95 with idle servers, the others are empty. */
    MEMORY,
    /** All servers are idle and on one host, as after a failure; the others are empty. */
    SPREAD,
    /** Loads are those of a recording. */
    TRACE
}
