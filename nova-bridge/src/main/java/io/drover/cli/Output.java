package io.drover.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Option;

/** {@code -f} and {@code -c} as cliff, the OpenStack command line's library, has them. A picocli mixin. */
public final class Output {

    /** What {@code -f} takes. */
    public enum Format {
        TABLE,
        JSON,
        YAML,
        CSV,
        VALUE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = {"-f", "--format"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    Format format = Format.TABLE;

    @Option(
            names = {"-c", "--column"},
            paramLabel = "COLUMN",
            description = "A column to print; repeatable.")
    List<String> columns = new ArrayList<>();

    @Option(
            names = "--quote",
            paramLabel = "MODE",
            description = "Quotes in csv: ${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    Csv.Quote quote = Csv.Quote.NONNUMERIC;

    @Option(names = "--max-width", paramLabel = "N", description = "Wrap a table to this width; 0: do not.")
    int maxWidth;

    @Option(names = "--noindent", description = "JSON on one line.")
    boolean noIndent;

    public Format format() {
        return format;
    }

    /** Whether somebody chose among the columns by {@code -c}. */
    public boolean chosen() {
        return !columns.isEmpty();
    }

    /** Rows. */
    public void list(Listing all, PrintStream out) {
        Listing listing = all.only(columns);
        switch (format) {
            case TABLE -> out.print(Table.list(listing, maxWidth));
            case JSON -> out.print(DocumentText.json(objects(listing), !noIndent));
            case YAML -> out.print(DocumentText.yaml(objects(listing)));
            case CSV -> out.print(Csv.text(listing, quote));
            case VALUE -> listing.rows().forEach(row -> out.print(CellText.line(row)));
        }
    }

    /** One object: a row per field in a table, a line per field as value. */
    public void one(Map<String, ?> fields, PrintStream out) {
        Listing listing = new Listing(List.copyOf(fields.keySet()), List.of(new ArrayList<>(fields.values())));
        Listing kept = listing.only(columns);
        List<Object> values = kept.rows().get(0);
        switch (format) {
            case TABLE -> out.print(Table.one(kept.columns(), values, maxWidth));
            case JSON -> out.print(DocumentText.json(objects(kept).get(0), !noIndent));
            case YAML -> out.print(DocumentText.yamlByKey(objects(kept).get(0)));
            case CSV -> out.print(Csv.text(kept, quote));
            case VALUE -> values.forEach(value -> out.print(CellText.text(value) + "\n"));
        }
    }

    private static List<Map<String, Object>> objects(Listing listing) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (List<Object> row : listing.rows()) {
            Map<String, Object> object = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) object.put(listing.columns().get(i), row.get(i));
            objects.add(object);
        }
        return objects;
    }
}
