package io.drover.emulator.cloud;

/** What shall go wrong with a live migration. */
public enum MigrationFault {
    /** The scheduler finds no valid host: migration {@code error}, no destination in the record. */
    NO_VALID_HOST,
    /** The destination refuses the server beforehand: migration {@code error}, no destination in the record. */
    FAILS_CHECK,
    /** The destination cannot prepare the server: migration {@code failed}, no byte copied. */
    FAILS_PREPARING,
    /** Copying breaks off halfway: migration {@code failed}, server on its source. */
    FAILS_HALFWAY,
    /** Copying stops halfway and never goes on. */
    HANGS,
    /** nova-compute dies halfway: the record says running for ever, and the server is where it was, without a task. */
    FORGOTTEN,
    /** Memory is dirtied as fast as it is copied. */
    NEVER_CONVERGES
}
