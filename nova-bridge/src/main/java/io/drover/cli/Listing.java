package io.drover.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows to print.
 *
 * @param columns their names, which are also the keys of JSON and YAML
 * @param rows as long as {@code columns}; cells are text, numbers, booleans, lists, maps or null
 */
public record Listing(List<String> columns, List<List<Object>> rows) {

    public Listing {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        for (List<Object> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row of " + row.size() + " cells under " + columns);
            }
        }
    }

    /** The columns that are wanted, in their own order; none wanted: all. */
    Listing only(List<String> wanted) {
        if (wanted.isEmpty()) return this;
        List<Integer> kept = IntStream.range(0, columns.size())
                .filter(index -> wanted.contains(columns.get(index)))
                .boxed()
                .toList();
        if (kept.isEmpty()) {
            throw CommandFault.usage("no recognized column in " + wanted + ": there are " + String.join(", ", columns));
        }
        return new Listing(
                kept.stream().map(columns::get).toList(),
                rows.stream().map(row -> row(row, kept)).toList());
    }

    private static List<Object> row(List<Object> row, List<Integer> kept) {
        List<Object> shorter = new ArrayList<>();
        for (int index : kept) shorter.add(row.get(index));
        return shorter;
    }
}
