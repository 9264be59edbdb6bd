package io.drover.report.document;

import io.drover.report.figure.Figure;
import java.util.List;

/** What a section is made of. Back-quoted words in texts are code. */
public sealed interface Block {

    record Paragraph(String text) implements Block {}

    record Bullets(List<String> texts) implements Block {
        public Bullets {
            texts = List.copyOf(texts);
        }
    }

    record Code(String lines) implements Block {}

    /** A heading inside a section. */
    record Heading(String title) implements Block {}

    record Picture(Figure figure) implements Block {}

    /** What is shown on demand. */
    record Fold(String title, boolean open, List<Block> blocks) implements Block {
        public Fold {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * @param rows each as long as {@code columns}
     */
    record Table(String caption, List<Column> columns, List<List<Text>> rows) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            for (List<Text> row : rows) {
                if (row.size() != columns.size()) throw new IllegalArgumentException("a row of " + row.size());
            }
        }
    }

    /**
     * @param group over neighbours of one group; empty: none
     * @param number aligned right
     */
    record Column(String group, String title, boolean number) {
        public static Column words(String title) {
            return new Column("", title, false);
        }

        public static Column number(String title) {
            return new Column("", title, true);
        }

        public static Column number(String group, String title) {
            return new Column(group, title, true);
        }
    }
}
