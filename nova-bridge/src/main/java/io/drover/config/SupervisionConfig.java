package io.drover.config;

import java.time.Duration;
import java.util.Optional;

/**
 * When a running migration is given up, and what hastens the next look at it.
 *
 * @param stall without any progress
 * @param completion in all
 * @param notifications Nova's bus; empty: migrations are only polled
 */
public record SupervisionConfig(Duration stall, Duration completion, Optional<Notifications> notifications) {

    public static SupervisionConfig of(Configuration configuration) {
        return new SupervisionConfig(
                configuration.get(Options.STALL_TIMEOUT),
                configuration.get(Options.COMPLETION_TIMEOUT),
                configuration
                        .find(Options.NOTIFICATION_URL)
                        .map(url -> MessagingOptions.with(configuration, url))
                        .map(url -> new Notifications(url, configuration.get(Options.NOTIFICATION_EXCHANGE))));
    }

    /**
     * @param url in oslo.messaging's form, with the password
     * @param exchange Nova's control exchange
     */
    public record Notifications(String url, String exchange) {

        @Override
        public String toString() {
            return url.replaceAll("//.*@", "//***@") + " exchange " + exchange;
        }
    }
}
