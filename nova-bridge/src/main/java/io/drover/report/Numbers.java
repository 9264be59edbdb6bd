package io.drover.report;

import java.util.Locale;

/** Numbers for people. */
final class Numbers {

    private Numbers() {}

    /** "–" when there is none. */
    static String of(double value, int decimals) {
        if (Double.isNaN(value)) return "–";
        return String.format(Locale.ROOT, "%,." + decimals + "f", value == 0 ? 0.0 : value);
    }
}
