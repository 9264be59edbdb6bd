package io.drover.auction;

import java.time.Instant;

/**
 * A message with its address: doc/sources.md, Table E-1.
 *
 * @param id unique in the fleet
 * @param source host of the sender
 * @param to whom it is for
 * @param auction the auction that it belongs to; empty for types outside of auctions
 * @param sentAt by the sender's clock
 * @param message what is said
 */
public record Envelope(String id, String source, Address to, String auction, Instant sentAt, Message message) {}
