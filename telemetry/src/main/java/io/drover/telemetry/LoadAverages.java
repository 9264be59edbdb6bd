package io.drover.telemetry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's load averages over 1, 5 and 15 minutes, in runnable tasks. */
record LoadAverages(double one, double five, double fifteen) {

    private static final String NUMBER = "(\\d{1,9}[.,]\\d{1,6})";
    private static final Pattern UPTIME =
            Pattern.compile("load averages?:\\s*" + NUMBER + ",?\\s+" + NUMBER + ",?\\s+" + NUMBER);
    private static final Pattern PROC = Pattern.compile("^" + NUMBER + " " + NUMBER + " " + NUMBER + "\\s");

    /** From what uptime(1) prints, in any locale; empty: it holds none. */
    static Optional<LoadAverages> ofUptime(String text) {
        return found(UPTIME.matcher(text));
    }

    /** From {@code /proc/loadavg}; empty: it holds none. */
    static Optional<LoadAverages> ofProc(String text) {
        return found(PROC.matcher(text));
    }

    private static Optional<LoadAverages> found(Matcher matcher) {
        if (!matcher.find()) return Optional.empty();
        return Optional.of(new LoadAverages(number(matcher, 1), number(matcher, 2), number(matcher, 3)));
    }

    private static double number(Matcher matcher, int group) {
        return Double.parseDouble(matcher.group(group).replace(',', '.'));
    }

    double over(int minutes) {
        return switch (minutes) {
            case 1 -> one;
            case 5 -> five;
            case 15 -> fifteen;
            default -> throw new AssertionError("no load average over " + minutes + " minutes");
        };
    }
}
