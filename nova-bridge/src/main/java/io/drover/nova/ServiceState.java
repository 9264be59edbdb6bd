package io.drover.nova;

/**
 * A host's nova-compute service.
 *
 * @param disabledReason as the operator wrote it; empty: none
 */
public record ServiceState(String host, boolean enabled, boolean up, boolean forcedDown, String disabledReason) {}
