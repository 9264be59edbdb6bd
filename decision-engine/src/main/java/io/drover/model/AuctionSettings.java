package io.drover.model;

import java.time.Duration;

/**
 * Waiting times of the negotiation, and who is invited to it.
 *
 * @param replyTimeout the longest wait for replies
 * @param lockTimeout lease of a bidder's lock
 * @param sourceSettle after a migration, before the source opens or joins an auction
 * @param destinationSettle after a migration, before the destination's lock opens
 * @param backoffLimit the longest backoff
 * @param quiet after full replies without any possible partner: no new auction for this long, or until the own
 *     load changes by 0.05
 */
public record AuctionSettings(
        AuctionScope scope,
        Duration replyTimeout,
        Duration lockTimeout,
        Duration sourceSettle,
        Duration destinationSettle,
        Duration backoffLimit,
        Duration quiet) {

    public Builder toBuilder() {
        return new Builder()
                .scope(scope)
                .replyTimeout(replyTimeout)
                .lockTimeout(lockTimeout)
                .sourceSettle(sourceSettle)
                .destinationSettle(destinationSettle)
                .backoffLimit(backoffLimit)
                .quiet(quiet);
    }

    /** Each part by its name, since many are of one type. Starts with nothing: every part has to be set. */
    public static final class Builder {

        private AuctionScope scope;
        private Duration replyTimeout;
        private Duration lockTimeout;
        private Duration sourceSettle;
        private Duration destinationSettle;
        private Duration backoffLimit;
        private Duration quiet;

        public Builder scope(AuctionScope other) {
            scope = other;
            return this;
        }

        public Builder replyTimeout(Duration other) {
            replyTimeout = other;
            return this;
        }

        public Builder lockTimeout(Duration other) {
            lockTimeout = other;
            return this;
        }

        public Builder sourceSettle(Duration other) {
            sourceSettle = other;
            return this;
        }

        public Builder destinationSettle(Duration other) {
            destinationSettle = other;
            return this;
        }

        public Builder backoffLimit(Duration other) {
            backoffLimit = other;
            return this;
        }

        public Builder quiet(Duration other) {
            quiet = other;
            return this;
        }

        public AuctionSettings build() {
            return new AuctionSettings(
                    scope, replyTimeout, lockTimeout, sourceSettle, destinationSettle, backoffLimit, quiet);
        }
    }
}
