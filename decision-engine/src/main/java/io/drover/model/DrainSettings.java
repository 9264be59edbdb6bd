package io.drover.model;

/**
 * How a host is emptied.
 *
 * @param parallel migrations at once from a host that drains, at least 1; never fewer than a host may make otherwise
 * @param ceiling normalised load, now and as is to be expected, and share of the memory below which a host stays that
 *     takes what another has to let go, 0..1
 * @param onStall what becomes of a server whose memory changes faster than it is copied
 */
public record DrainSettings(int parallel, double ceiling, OnStall onStall) {

    public static final DrainSettings DEFAULT = new DrainSettings(2, 0.85, OnStall.ABORT);

    /** See {@link DrainSettings#onStall}. */
    public enum OnStall {
        /** It stays, and is tried again after the others. */
        ABORT,
        /** Nova stops it for the rest of the copying, or lets it run on its new host at once. */
        FORCE_COMPLETE
    }

    public boolean forces() {
        return onStall == OnStall.FORCE_COMPLETE;
    }
}
