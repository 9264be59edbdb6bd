package io.drover.engine;

/** What this run of the agent has done. doc/sources.md, 4.3.2. */
final class Counters {
    /** HOTSPOT and STEAL ATTEMPT: a broadcast counts once. */
    long attempts;

    long migrations;
    long failedMigrations;
}
