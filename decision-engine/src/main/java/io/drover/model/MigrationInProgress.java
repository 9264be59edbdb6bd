package io.drover.model;

/**
 * A migration of any kind that Nova lists as not ended.
 *
 * @param server UUID
 * @param source host
 * @param destination host; empty while the scheduler has not chosen
 * @param type Nova's word: {@code live-migration}, {@code migration}, {@code resize}, {@code evacuation}
 */
public record MigrationInProgress(String server, String source, String destination, String type) {

    public static final String LIVE = "live-migration";

    /** A live one. */
    public MigrationInProgress(String server, String source, String destination) {
        this(server, source, destination, LIVE);
    }

    /** Whether the server is built anew because its host has failed. */
    public boolean evacuation() {
        return type.equals("evacuation");
    }
}
