package io.drover.report.figure;

import java.awt.Color;
import java.util.Locale;

/** What a curve is about; each has one colour throughout the report, on light and on dark ground. */
public enum Tone {
    PUSH("#b4460f", "#f2935c"),
    PULL("#1f5fbf", "#86b4f7"),
    HYBRID("#0b7466", "#4fd1bd"),
    AUTO("#8a2f9e", "#d99be8"),
    FIRST("#7a5a00", "#e0b84a"),
    SECOND("#4b5563", "#aab4c4");

    private final String light;
    private final String dark;

    Tone(String light, String dark) {
        this.light = light;
        this.dark = dark;
    }

    /** Of the strategy or whatever else has this name; {@link #SECOND}: nothing has. */
    public static Tone named(String name) {
        for (Tone tone : values()) {
            if (tone.word().equals(name.toLowerCase(Locale.ROOT))) return tone;
        }
        return SECOND;
    }

    /** Its CSS class and variable. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String light() {
        return light;
    }

    public String dark() {
        return dark;
    }

    Color color() {
        return Color.decode(light);
    }
}
