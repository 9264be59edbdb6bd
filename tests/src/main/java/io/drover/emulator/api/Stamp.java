package io.drover.emulator.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Points in time as the services write them, all UTC. */
final class Stamp {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private Stamp() {}

    /** {@code 2026-11-22T11:28:39.000000}: how Nova's database keeps it, whole seconds. */
    static String row(Instant instant) {
        return instant == null ? null : seconds(instant) + ".000000";
    }

    /** {@code 2026-11-22T11:28:30Z}: a server's created and updated. */
    static String zulu(Instant instant) {
        return seconds(instant) + "Z";
    }

    /** {@code 2026-11-22T11:28:29.000000Z}: Keystone's. */
    static String keystone(Instant instant) {
        return MICROS.format(instant) + "Z";
    }

    /** {@code 2026-11-22T11:28:40+00:00}: Gnocchi's measures. */
    static String bucket(Instant instant) {
        return seconds(instant) + "+00:00";
    }

    /** {@code 2026-11-22T11:28:31.948569+00:00}: Gnocchi's resources. */
    static String resource(Instant instant) {
        return instant == null ? null : MICROS.format(instant) + "+00:00";
    }

    static String clock(Instant instant) {
        return CLOCK.format(instant);
    }

    /** Any of the above, an offset, none (UTC), or seconds since 1970; null when it is none of these. */
    static Instant parse(String text) {
        try {
            if (text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')) {
                return Instant.ofEpochMilli((long) (Double.parseDouble(text) * 1000));
            }
            String iso = text.replace(' ', 'T');
            boolean zoned = iso.endsWith("Z") || iso.indexOf('+') > 0 || iso.lastIndexOf('-') > iso.indexOf('T');
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(zoned ? iso : iso + "Z", Instant::from);
        } catch (DateTimeParseException | NumberFormatException e) {
            return null;
        }
    }

    /** {@code 2026-11-22T11:28:39}. By hand: lists hold hundreds of them, and a formatter is ten times slower. */
    private static String seconds(Instant instant) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(instant.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(26).append(time.getYear());
        two(text.append('-'), time.getMonthValue());
        two(text.append('-'), time.getDayOfMonth());
        two(text.append('T'), time.getHour());
        two(text.append(':'), time.getMinute());
        two(text.append(':'), time.getSecond());
        return text.toString();
    }

    private static void two(StringBuilder text, int number) {
        text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
