package io.drover.report;

import java.util.Locale;

/** Numbers for people. */
final class Numbers {

    private Numbers() {}

    /** "–" when there is none. */
    static String of(double value, int decimals) {
        if (Double.isNaN(value)) return "–";
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return text.matches("-[0.]+") ? text.substring(1) : text;
    }
}
