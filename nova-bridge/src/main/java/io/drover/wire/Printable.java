package io.drover.wire;

/**
 * What others wrote, as it may be shown: without what would move a terminal's cursor, colour it, end a line of a log
 * or turn the direction of what follows.
 */
public final class Printable {

    private Printable() {}

    /** On one line. Each character that may not be shown is a space. */
    public static String line(String text) {
        return cleaned(text, false);
    }

    /** On as many lines as it has, with its tabs. */
    public static String lines(String text) {
        return cleaned(text, true);
    }

    private static String cleaned(String text, boolean lines) {
        if (text.codePoints().allMatch(c -> shown(c, lines))) return text;
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(c -> shown(c, lines) ? c : ' ').forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean shown(int c, boolean lines) {
        if (c >= ' ' && c < 0x7f) return true;
        if (lines && (c == '\n' || c == '\t')) return true;
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                false;
            case Character.FORMAT -> !turns(c);
            default -> true;
        };
    }

    /** Whether it changes the direction of the text behind it: bidirectional embeddings, overrides and isolates. */
    private static boolean turns(int c) {
        return c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == 0x200e || c == 0x200f || c == 0x61c;
    }
}
