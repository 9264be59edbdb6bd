package io.drover.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A box of {@code +---+}, as prettytable draws it for the OpenStack command line; numbers stand to the right. */
final class Table {

    private static final int NARROWEST_COLUMN = 8;
    private static final int NARROWEST_FIELD = 16;

    private final List<String> header;
    private final List<List<String>> rows;
    private final boolean[] right;

    private Table(List<String> header, List<List<String>> rows, boolean[] right) {
        this.header = header;
        this.rows = rows;
        this.right = right;
    }

    /**
     * @param maxWidth wrap cells so that lines are no longer, if columns of 8 allow it; 0: do not
     */
    static String list(Listing listing, int maxWidth) {
        if (listing.rows().isEmpty()) return "\n";
        boolean[] right = new boolean[listing.columns().size()];
        List<Object> first = listing.rows().get(0);
        for (int i = 0; i < right.length; i++) right[i] = first.get(i) instanceof Number;
        List<List<String>> rows = listing.rows().stream()
                .map(row -> row.stream().map(CellText::shown).toList())
                .toList();
        return new Table(listing.columns(), rows, right).drawn(maxWidth, NARROWEST_COLUMN);
    }

    /** A row per field. */
    static String one(List<String> names, List<Object> values, int maxWidth) {
        List<List<String>> rows = IntStream.range(0, names.size())
                .mapToObj(i -> List.of(names.get(i), CellText.shown(values.get(i))))
                .toList();
        return new Table(List.of("Field", "Value"), rows, new boolean[2]).drawn(maxWidth, NARROWEST_FIELD);
    }

    private String drawn(int maxWidth, int narrowest) {
        int[] widths = naturalWidths();
        if (maxWidth > 0 && total(widths) > maxWidth) widths = shrunk(widths, maxWidth, narrowest);
        StringBuilder drawing = new StringBuilder();
        String rule = Arrays.stream(widths)
                .mapToObj(width -> "-".repeat(width + 2))
                .collect(Collectors.joining("+", "+", "+\n"));
        drawing.append(rule);
        draw(drawing, header, widths);
        drawing.append(rule);
        for (List<String> row : rows) draw(drawing, row, widths);
        return drawing.append(rule).toString();
    }

    private int[] naturalWidths() {
        int[] widths = new int[header.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = length(header.get(i));
            for (List<String> row : rows) {
                for (String line : row.get(i).split("\n", -1)) widths[i] = Math.max(widths[i], length(line));
            }
        }
        return widths;
    }

    private static int total(int[] widths) {
        return Arrays.stream(widths).sum() + 3 * widths.length + 1;
    }

    /** Cliff's rule: narrow columns stay, the wide ones share what is left, the last of them takes the remainder. */
    private int[] shrunk(int[] widths, int maxWidth, int narrowest) {
        int usable = Math.max(0, maxWidth - 1 - 3 * widths.length);
        int fair = usable / widths.length;
        int left = usable;
        List<Integer> wide = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            if (widths[i] <= fair) left -= widths[i];
            else wide.add(i);
        }
        int share = left / wide.size();
        int[] shrunk = widths.clone();
        for (int nth = 0; nth < wide.size(); nth++) {
            int column = wide.get(nth);
            boolean last = nth == wide.size() - 1;
            int allotted = Math.max(narrowest, last ? left : share);
            left -= share;
            shrunk[column] = Math.max(length(header.get(column)), Math.min(widths[column], allotted));
        }
        return shrunk;
    }

    private void draw(StringBuilder drawing, List<String> cells, int[] widths) {
        List<List<String>> columns = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) columns.add(Wrap.lines(cells.get(i), widths[i]));
        int height = columns.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            for (int i = 0; i < widths.length; i++) {
                String text = line < columns.get(i).size() ? columns.get(i).get(line) : "";
                String space = " ".repeat(widths[i] - length(text));
                drawing.append("| ")
                        .append(right[i] ? space + text : text + space)
                        .append(' ');
            }
            drawing.append("|\n");
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
