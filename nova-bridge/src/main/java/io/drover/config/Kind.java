package io.drover.config;

import io.drover.amqp.TransportUrl;
import io.drover.model.AuctionScope;
import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an option's text may be. A parser refuses by an {@link IllegalArgumentException} whose message goes on after
 * the option's name and text ("must be at least 1") and does not repeat the text, which may be a secret.
 *
 * @param name for people ("duration")
 * @param allowed the only texts accepted; empty: no such list
 * @param minimum smallest value; empty: none
 * @param maximum largest value; empty: none
 */
public record Kind<T>(String name, List<String> allowed, String minimum, String maximum, Function<String, T> parser) {

    public static final Kind<String> TEXT = of("string value", text -> text);
    public static final Kind<Path> PATH = of("path", Kind::path);
    public static final Kind<Boolean> BOOLEAN = of("boolean value", Kind::bool);
    public static final Kind<List<String>> LIST = of("comma-separated list", Kind::list);
    public static final Kind<AuctionScope> SCOPE = of("auto, all, group or sample:k", Kind::scope);
    public static final Kind<ZoneId> ZONE = of("time zone", Kind::zone);
    public static final Kind<InetSocketAddress> ADDRESS = of("host:port", Kind::address);
    public static final Kind<String> TRANSPORT_URL = of("transport URL", Kind::transportUrl);
    public static final Kind<String> USER_PATTERN = of("text with {host}", Kind::userPattern);
    public static final Kind<List<String>> WINDOWS = of("cron expressions", CronWindows::lines);

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)\\s*(ms|s|m|h|d)?");
    private static final Map<String, BigDecimal> NANOS = Map.of(
            "ms", new BigDecimal(1_000_000L),
            "s", new BigDecimal(1_000_000_000L),
            "m", new BigDecimal(60_000_000_000L),
            "h", new BigDecimal(3_600_000_000_000L),
            "d", new BigDecimal(86_400_000_000_000L));
    private static final List<String> YES = List.of("true", "1", "on", "yes");
    private static final List<String> NO = List.of("false", "0", "off", "no");
    private static final Duration LONGEST = Duration.ofDays(3650);

    static final Kind<Double> FRACTION = decimal(0, 1);
    static final Kind<Double> AMOUNT = decimal(0, 1e9);
    static final Kind<Double> COEFFICIENT = decimal(-1e6, 1e6);
    static final Kind<Integer> COUNT = integer(0, Integer.MAX_VALUE);
    static final Kind<Duration> ANY_TIME = duration(Duration.ZERO);
    static final Kind<Duration> SOME_TIME = duration(Duration.ofSeconds(1));

    public Kind {
        allowed = List.copyOf(allowed);
    }

    private static <T> Kind<T> of(String name, Function<String, T> parser) {
        return new Kind<>(name, List.of(), "", "", parser);
    }

    public static Kind<Integer> integer(int minimum, int maximum) {
        return new Kind<>("integer value", List.of(), shown(minimum), shown(maximum), text -> {
            try {
                return within(Integer.parseInt(text), minimum, maximum);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("is not a whole number", e);
            }
        });
    }

    public static Kind<Double> decimal(double minimum, double maximum) {
        return new Kind<>("floating point value", List.of(), "" + minimum, "" + maximum, text -> {
            // Double.parseDouble would also take 0.7f, 0x1p3 and NaN
            if (!DECIMAL.matcher(text).matches()) throw new IllegalArgumentException("is not a number");
            return within(Double.parseDouble(text), minimum, maximum);
        });
    }

    /** Seconds, or with a suffix: {@code 250ms}, {@code 30s}, {@code 15m}, {@code 2h}, {@code 1d}. */
    public static Kind<Duration> duration(Duration minimum) {
        return new Kind<>("duration", List.of(), OptionText.seconds(minimum), "", text -> {
            Duration parsed = duration(text);
            if (parsed.compareTo(minimum) < 0)
                throw new IllegalArgumentException("must be at least " + OptionText.seconds(minimum) + " s");
            return parsed;
        });
    }

    /** The same, and no longer than this. */
    public static Kind<Duration> duration(Duration minimum, Duration maximum) {
        String least = OptionText.seconds(minimum);
        String most = OptionText.seconds(maximum);
        return new Kind<>("duration", List.of(), least, most, text -> {
            Duration parsed = duration(text);
            if (parsed.compareTo(minimum) < 0 || parsed.compareTo(maximum) > 0)
                throw new IllegalArgumentException("must be between " + least + " and " + most + " s");
            return parsed;
        });
    }

    /** One of an enum's names, in lower case and with dashes. */
    public static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
        return oneOf(
                Stream.of(type.getEnumConstants()).map(OptionText::word).toList(),
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    public static <T> Kind<T> oneOf(List<String> allowed, Function<String, T> parser) {
        return new Kind<>("string value", allowed, "", "", text -> {
            if (allowed.contains(text)) return parser.apply(text);
            throw new IllegalArgumentException(
                    "is not one of " + String.join(", ", allowed) + OptionText.didYouMean(text, allowed));
        });
    }

    /** Whether an empty text says something: a list without members. */
    boolean emptyIsValue() {
        return equals(LIST) || equals(WINDOWS);
    }

    public T parse(String text) {
        return parser.apply(text);
    }

    private static String shown(int bound) {
        return bound == Integer.MAX_VALUE ? "" : "" + bound;
    }

    private static <N extends Number & Comparable<N>> N within(N value, N minimum, N maximum) {
        if (value.doubleValue() >= minimum.doubleValue() && value.doubleValue() <= maximum.doubleValue()) return value;
        throw new IllegalArgumentException(
                maximum.equals(Integer.MAX_VALUE)
                        ? "must be at least " + minimum
                        : "must be between " + minimum + " and " + maximum);
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("is not a duration: a number of seconds, or one with ms, s, m, h or d");
        }
        BigDecimal unit = NANOS.get(matcher.group(2) == null ? "s" : matcher.group(2));
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(unit);
        if (nanos.compareTo(BigDecimal.valueOf(LONGEST.toNanos())) > 0) {
            throw new IllegalArgumentException("must be at most " + LONGEST.toDays() + " days");
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static boolean bool(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (YES.contains(word)) return true;
        if (NO.contains(word)) return false;
        throw new IllegalArgumentException("is not true or false");
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("is not a path", e);
        }
    }

    private static AuctionScope scope(String text) {
        try {
            return AuctionScope.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not all, group or sample:k with k at least 1", e);
        }
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is not a time zone such as UTC or Europe/Stockholm", e);
        }
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String host = text.substring(0, Math.max(0, colon)).replaceFirst("^\\[(.*)]$", "$1");
        try {
            if (colon > 0 && !host.isBlank()) return InetSocketAddress.createUnresolved(host, port(text, colon));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("has no port between 0 and 65535", e);
        }
        throw new IllegalArgumentException("is not host:port");
    }

    private static int port(String text, int colon) {
        return Integer.parseInt(text.substring(colon + 1));
    }

    private static String userPattern(String text) {
        if (text.contains("{host}")) return text;
        throw new IllegalArgumentException("does not contain {host}, so all hosts would share one user");
    }

    /** As it stands; whoever connects reads it by the same parser. */
    private static String transportUrl(String text) {
        TransportUrl.parse(text);
        return text;
    }
}
