package io.drover.model;

/**
 * How a host is emptied.
 *
 * @param parallel migrations at once from a host that drains, at least 1; never fewer than a host may make otherwise
 * @param ceiling normalised load, now and as is to be expected, and share of the memory below which a host stays that
 *     takes what another has to let go, 0..1
 */
public record DrainSettings(int parallel, double ceiling) {

    public static final DrainSettings DEFAULT = new DrainSettings(2, 0.85);
}
