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
                configuration.get(MigrationOptions.STALL_TIMEOUT),
                configuration.get(MigrationOptions.COMPLETION_TIMEOUT),
                configuration
                        .find(MigrationOptions.NOTIFICATION_URL)
                        .map(url -> MessagingOptions.with(configuration, url))
                        .map(url -> new Notifications(url, configuration.get(MigrationOptions.NOTIFICATION_EXCHANGE))));
    }

    /** Where audit events go; empty: nowhere. */
    static Optional<Notifications> audited(Configuration configuration) {
        return configuration
                .find(NotifyOptions.AUDIT_URL)
                .map(url -> MessagingOptions.with(configuration, url))
                .map(url -> new Notifications(url, configuration.get(NotifyOptions.AUDIT_EXCHANGE)));
    }

    /**
     * A notification bus of OpenStack's.
     *
     * @param url in oslo.messaging's form, with the password
     * @param exchange the control exchange of its service
     */
    public record Notifications(String url, String exchange) {

        @Override
        public String toString() {
            return url.replaceAll("//.*@", "//***@") + " exchange " + exchange;
        }
    }
}
