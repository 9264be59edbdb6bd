package io.drover.cli;

import io.drover.config.Kind;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What flags say, read as the options of the configuration are. */
public final class Flags {

    private static final Kind<Duration> DURATION = Kind.duration(Duration.ofMillis(100));

    /** A span of virtual time. */
    public static final Kind<Duration> VIRTUAL = Kind.duration(Duration.ofSeconds(1));

    private Flags() {}

    /** @throws CommandFault when it is none of this kind */
    public static <T> T parsed(String flag, Kind<T> kind, String text) {
        try {
            return kind.parse(text);
        } catch (IllegalArgumentException e) {
            throw CommandFault.usage(flag + " \"" + text + "\" " + e.getMessage());
        }
    }

    /**
     * @return 0.1 s at least
     * @throws CommandFault when it is no duration
     */
    public static Duration duration(String flag, String text) {
        return parsed(flag, DURATION, text);
    }

    /**
     * A day (its beginning, UTC), an instant, or a duration before {@code now}.
     *
     * @throws CommandFault when it is none of these
     */
    public static Instant instant(String flag, String text, Instant now) {
        try {
            if (text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return text.contains("T") ? OffsetDateTime.parse(text).toInstant() : now.minus(DURATION.parse(text));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw CommandFault.usage(
                    flag + " \"" + text + "\" is no time: 2026-01-31, 2026-01-31T12:00:00Z, or 2h for two hours ago");
        }
    }
}
