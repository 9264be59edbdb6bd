package io.drover.strategy;

import io.drover.auction.Address;
import java.util.List;
import java.util.SortedSet;

/**
 * Whom an auction asks: a snapshot of the live peers at its start.
 *
 * @param addresses where the call goes
 * @param awaited the hosts whose answers it waits for
 * @param everybody the scope has no other live peers
 */
public record Invitation(List<Address> addresses, SortedSet<String> awaited, boolean everybody) {}
