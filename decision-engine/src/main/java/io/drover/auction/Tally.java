package io.drover.auction;

import java.util.Collections;
import java.util.List;

/**
 * The answers to one call as they were ranked, before anybody was asked: what an {@link AuctionSummary} explains.
 *
 * @param rows in order of host names
 * @param more answers that there was no room for; the best have a row
 * @param costLimit seconds above which a pair was too dear
 * @param waited seconds for which answers were waited for at most
 */
public record Tally(List<Row> rows, int more, double costLimit, double waited) {

    public static final Tally NONE = new Tally(List.of(), 0, 0, 0);

    /** So many hosts have a row: a summary stays small in a large fleet. */
    public static final int ROWS = 64;

    public Tally {
        rows = Collections.unmodifiableList(rows);
    }

    /** How far a host came. Later words are better. */
    public enum Rank {
        /** The broker gave the call back. */
        ABSENT,
        /** No answer in time. */
        SILENT,
        /** Its answer had nothing to offer. */
        NOTHING,
        /** It offered, and none of its pairs would do. */
        UNFIT,
        /** No pair with it would balance the fleet enough. */
        NO_GAIN,
        /** Its best pair costs more than the limit. */
        DEAR,
        /** Its best pair could be chosen. */
        RANKED
    }

    /**
     * One host.
     *
     * @param load normalised, as it told; NaN: it did not
     * @param candidates servers in its answer
     * @param server of its best pair; empty: it has none
     * @param entropyAfter predicted for that pair; NaN: there is none
     * @param seconds predicted duration of that migration; NaN likewise
     * @param reason why it offered nothing, or why nothing would do
     */
    public record Row(
            String host,
            double load,
            int candidates,
            Rank rank,
            String server,
            double entropyAfter,
            double seconds,
            String reason) {

        /** A host of which no answer counts. */
        public static Row without(String host, Rank rank) {
            return new Row(host, Double.NaN, 0, rank, "", Double.NaN, Double.NaN, "");
        }
    }
}
