package io.drover.report.claim;

/**
 * One thing that was looked at for a claim.
 *
 * @param evidence in numbers
 */
public record Finding(String evidence, boolean holds) {}
