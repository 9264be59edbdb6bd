package io.drover.auction;

import java.time.Instant;
import java.util.List;

/**
 * One auction as its auctioneer saw it, from opening to end: who was asked, what each bid was worth, who won and why
 * the others did not. Told to the measurement point in message 15.
 *
 * @param auctioneer the host that opened it
 * @param strategy push or pull
 * @param load the auctioneer's normalised load when it opened
 * @param threshold the threshold that it had passed
 * @param endedAt when it came to nothing, or the server had moved; null while the auction is open
 * @param ending {@link Settled.Ending} in lower case; empty while the auction is open
 * @param reason one sentence: why it ended so; of an open one, how far it is
 * @param server what was chosen to move, or empty
 * @param source empty when nothing was chosen
 * @param destination empty when nothing was chosen
 * @param entropyBefore system performance of the hosts that answered; NaN when nothing was chosen
 * @param entropyAfter the same, predicted
 * @param bids one per host that answered or was awaited, in order of host names; none before all have answered or
 *     the reply timeout
 * @param moreBids hosts left out of {@code bids}, which holds the best
 */
public record AuctionSummary(
        String auction,
        String auctioneer,
        String strategy,
        Instant openedAt,
        Instant endedAt,
        double load,
        double threshold,
        String ending,
        String reason,
        String server,
        String source,
        String destination,
        double entropyBefore,
        double entropyAfter,
        List<Bid> bids,
        int moreBids) {

    public AuctionSummary {
        bids = List.copyOf(bids);
    }

    /** What became of a bid. */
    public enum Verdict {
        /** Its pair was chosen, and nobody refused; in mode advise nobody was asked. */
        WON,
        /** Its pair was chosen and the other end refused. */
        REFUSED,
        /** It offered, and another was better or none of it would do. */
        LOST,
        /** Answered with nothing to offer. */
        DECLINED,
        /** Did not answer in time. */
        SILENT
    }

    /**
     * One host's bid.
     *
     * @param load normalised load as the bidder told it; NaN when silent
     * @param candidates servers that it would take (Push) or give (Pull)
     * @param server of its best pair, or empty
     * @param entropyAfter system performance predicted for its best pair; NaN: no feasible pair
     * @param seconds predicted duration of that migration; NaN likewise
     * @param why one sentence
     */
    public record Bid(
            String host,
            double load,
            int candidates,
            String server,
            double entropyAfter,
            double seconds,
            Verdict verdict,
            String why) {}
}
