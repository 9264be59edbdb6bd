package io.drover.model;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as text, the same in any JVM: {@code Double.toString} is not. */
public final class Decimal {

    private static final int PLACES = 6;

    private Decimal() {}

    /** Rounded to six places, without trailing zeros. */
    public static String shortest(double number) {
        if (!Double.isFinite(number)) return Double.isNaN(number) ? "none" : number > 0 ? "infinite" : "-infinite";
        BigDecimal exact = new BigDecimal(number).setScale(PLACES, RoundingMode.HALF_EVEN);
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    /** Milliseconds with three places. */
    public static String milliseconds(long nanos) {
        return BigDecimal.valueOf(nanos, PLACES)
                .setScale(3, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
