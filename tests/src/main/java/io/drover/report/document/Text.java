package io.drover.report.document;

/**
 * Words in a table, with what they mean for the reader. Back-quoted words are code.
 */
public record Text(String words, Sense sense) {

    /** Shown by weight and colour; the words say the same. */
    public enum Sense {
        PLAIN,
        STRONG,
        FAINT,
        GOOD,
        MIXED,
        BAD
    }

    public static Text of(String words) {
        return new Text(words, Sense.PLAIN);
    }

    public static Text strong(String words) {
        return new Text(words, Sense.STRONG);
    }

    public static Text faint(String words) {
        return new Text(words, Sense.FAINT);
    }
}
