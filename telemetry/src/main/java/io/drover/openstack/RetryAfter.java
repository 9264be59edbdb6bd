package io.drover.openstack;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** How long a service does not want to be asked, as it says in the header Retry-After: seconds, or a date. */
final class RetryAfter {

    /** Nobody's limit is counted over more than an hour; more than that is a mistake of somebody's. */
    static final Duration LONGEST = Duration.ofHours(1);

    private RetryAfter() {}

    /** At most {@link #LONGEST}; zero: nothing is said, or nothing that can be read. {@code header} may be null. */
    static Duration of(String header, Instant now) {
        if (header == null) return Duration.ZERO;
        Duration said = said(header.strip(), now);
        if (said.isNegative()) return Duration.ZERO;
        return said.compareTo(LONGEST) < 0 ? said : LONGEST;
    }

    private static Duration said(String header, Instant now) {
        if (header.matches("\\d{1,9}")) return Duration.ofSeconds(Long.parseLong(header));
        try {
            return Duration.between(now, DateTimeFormatter.RFC_1123_DATE_TIME.parse(header, Instant::from));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
