package io.drover.config;

import java.util.ArrayList;
import java.util.List;

/** {@code drover.conf.sample}, as oslo-config-generator writes such files: every option, commented out at its default. */
public final class Sample {

    private static final int WIDTH = 79;

    private Sample() {}

    public static String text() {
        List<String> lines = new ArrayList<>();
        for (String section : Options.sections().keySet()) {
            if (!lines.isEmpty()) lines.add("");
            lines.add("[" + section + "]");
            lines.add("");
            lines.add("#");
            comment(lines, Options.sections().get(section));
            lines.add("#");
            for (Option<?> option : Options.in(section)) add(lines, option);
        }
        return String.join("\n", lines) + "\n";
    }

    private static void add(List<String> lines, Option<?> option) {
        Kind<?> kind = option.kind();
        String unit = option.unit().isEmpty() ? "" : ", " + option.unit();
        lines.add("");
        comment(lines, option.help() + " (" + kind.name() + unit + ")");
        if (!kind.minimum().isEmpty()) lines.add("# Minimum value: " + kind.minimum());
        if (!kind.maximum().isEmpty()) lines.add("# Maximum value: " + kind.maximum());
        if (!kind.allowed().isEmpty()) lines.add("# Possible values: " + String.join(", ", kind.allowed()));
        for (Option.Alias alias : option.aliases()) lines.add("# Also accepted as: " + alias.name());
        lines.add(("#" + option.name() + " = " + option.fallback().orElse("<None>")).stripTrailing());
    }

    private static void comment(List<String> lines, String text) {
        StringBuilder line = new StringBuilder("#");
        for (String word : text.split(" ")) {
            if (line.length() + 1 + word.length() > WIDTH) {
                lines.add(line.toString());
                line = new StringBuilder("#");
            }
            line.append(' ').append(word);
        }
        lines.add(line.toString());
    }
}
