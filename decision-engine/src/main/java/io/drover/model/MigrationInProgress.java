package io.drover.model;

/**
 * A live migration that Nova lists as not ended.
 *
 * @param server UUID
 * @param source host
 * @param destination host; empty while the scheduler has not chosen
 */
public record MigrationInProgress(String server, String source, String destination) {}
