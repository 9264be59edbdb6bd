package io.drover.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Comma-separated values as Python's csv module writes them with {@code \} as escape and line feeds as line ends. */
final class Csv {

    /** What {@code --quote} takes. */
    enum Quote {
        ALL,
        MINIMAL,
        NONE,
        NONNUMERIC;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private Csv() {}

    static String text(Listing listing, Quote quote) {
        StringBuilder text = new StringBuilder(row(listing.columns(), quote));
        for (List<Object> row : listing.rows()) text.append(row(row, quote));
        return text.toString();
    }

    private static String row(List<?> cells, Quote quote) {
        if (cells.size() == 1 && plain(cells.get(0)).isEmpty() && quote != Quote.NONE) return "\"\"\n";
        return cells.stream().map(cell -> field(cell, quote)).collect(Collectors.joining(",")) + "\n";
    }

    private static String field(Object cell, Quote quote) {
        String plain = plain(cell);
        if (quote == Quote.NONE) return plain.replaceAll("[\\\\,\"\n\r]", "\\\\$0");
        boolean numeric = cell instanceof Number || cell instanceof Boolean;
        boolean special = plain.chars().anyMatch(c -> ",\"\n\r".indexOf(c) >= 0);
        boolean quoted = special || quote == Quote.ALL || quote == Quote.NONNUMERIC && !numeric;
        String escaped = plain.replace("\\", "\\\\");
        return quoted ? "\"" + escaped.replace("\"", "\"\"") + "\"" : escaped;
    }

    private static String plain(Object cell) {
        return cell == null ? "" : CellText.text(cell);
    }
}
