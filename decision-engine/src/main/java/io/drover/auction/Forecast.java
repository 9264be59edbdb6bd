package io.drover.auction;

/**
 * What an auctioneer expects of the pair it chose.
 *
 * @param entropyBefore system performance of the hosts that answered, 0..1
 * @param entropyAfter the same after the move
 * @param seconds T_mig
 * @param downtimeSeconds T_down
 */
public record Forecast(double entropyBefore, double entropyAfter, double seconds, double downtimeSeconds) {

    /** In system performance; negative: the move costs some. */
    public double gain() {
        return entropyAfter - entropyBefore;
    }
}
