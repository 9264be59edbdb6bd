package io.drover.strategy;

import io.drover.auction.Forecast;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;

/** One pair that an auctioneer may choose, and what it expects of it. */
record Choice(int pair, ServerInfo server, HostInfo source, HostInfo destination, Forecast forecast) {

    /** Whether it goes to the same host. */
    boolean rivals(Choice other) {
        return destination.host().equals(other.destination.host());
    }
}
