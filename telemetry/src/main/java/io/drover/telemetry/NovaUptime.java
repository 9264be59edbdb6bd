package io.drover.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of uptime(1) as Nova passes it on. Nova may show one that the host stored a minute ago: an unchanged text is no
 * new sample, and a text is as old as the host's clock says with which it begins. Not thread-safe.
 */
final class NovaUptime {

    private static final Pattern CLOCK = Pattern.compile("^\\s*(\\d{1,2}):(\\d{2}):(\\d{2})\\s+up\\b");
    private static final Pattern UP = Pattern.compile(
            "\\bup\\s+(?:(\\d{1,6}) days?,\\s*)?(?:(\\d{1,2}):(\\d{2})|(\\d{1,2}) min|(\\d{1,2}) hrs?)?");

    /** Time zones differ by multiples of it. */
    private static final long ZONE_STEP = Duration.ofMinutes(15).toSeconds();

    /** An older text was not stored by Nova; then the clocks differ. */
    private static final long OLDEST = Duration.ofMinutes(5).toSeconds();

    private String text = "";
    private LoadAverages averages;
    private Instant at;

    /** Whether the text is another than before. */
    boolean took(String now, Instant asked) {
        if (now.equals(text)) return false;
        text = now;
        at = asked.minusSeconds(age(now, asked));
        averages = LoadAverages.ofUptime(now).orElse(null);
        return true;
    }

    /** Of the newest text; empty: it holds none. */
    Optional<LoadAverages> averages() {
        return Optional.ofNullable(averages);
    }

    /** When the newest text was true. */
    Instant at() {
        return at;
    }

    /** Seconds between the text's clock and the time of asking; 0 where the two clocks do not agree. */
    private static long age(String text, Instant asked) {
        Matcher clock = CLOCK.matcher(text);
        if (!clock.find()) return 0;
        long told = Long.parseLong(clock.group(2)) * 60 + Long.parseLong(clock.group(3));
        long age = Math.floorMod(asked.getEpochSecond() - told, ZONE_STEP);
        return age > OLDEST || age <= 1 ? 0 : age;
    }

    /** For how long the host has been up, in seconds, to the minute; empty: the text does not say. */
    static OptionalLong secondsUp(String text) {
        Matcher up = UP.matcher(text);
        if (!up.find()) return OptionalLong.empty();
        long minutes = 24 * 60 * number(up.group(1))
                + 60 * (number(up.group(2)) + number(up.group(5)))
                + number(up.group(3))
                + number(up.group(4));
        return OptionalLong.of(60 * minutes);
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
