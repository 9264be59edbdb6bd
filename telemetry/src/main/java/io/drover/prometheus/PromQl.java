package io.drover.prometheus;

import java.time.Duration;
import java.util.Collection;
import java.util.stream.Collectors;

/** Spelling of Prometheus' language. */
final class PromQl {

    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private PromQl() {}

    /** {@code label="value"} */
    static String equal(String label, String value) {
        return label + "=\"" + inString(value) + "\"";
    }

    /** {@code label=~"regex"}; Prometheus matches whole values. */
    static String like(String label, String regex) {
        return label + "=~\"" + inString(regex) + "\"";
    }

    static String anyOf(Collection<String> values) {
        return values.stream().map(PromQl::literally).collect(Collectors.joining("|"));
    }

    /** As a regular expression that matches this text and no other. */
    static String literally(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (SPECIAL.indexOf(each) >= 0) regex.append('\\');
            regex.append(each);
        }
        return regex.toString();
    }

    /** Between double quotes. */
    static String inString(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    /** {@code 90s}; whole seconds, at least one. */
    static String range(Duration duration) {
        return Math.max(1, duration.toSeconds()) + "s";
    }
}
