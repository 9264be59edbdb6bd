package io.drover.strategy;

import io.drover.auction.Forecast;
import io.drover.model.HostInfo;
import io.drover.model.ServerInfo;
import java.util.Optional;

/**
 * One pair that an auctioneer may choose, and what it expects of it.
 *
 * @param returned the server that its destination has to give away for it
 */
record Choice(
        int pair,
        ServerInfo server,
        Optional<ServerInfo> returned,
        HostInfo source,
        HostInfo destination,
        Forecast forecast) {}
