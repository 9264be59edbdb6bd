package io.drover.report.document;

import java.util.List;
import java.util.stream.Collectors;

/** Writes a document as Markdown; its pictures are files in {@code figures/}. */
public final class Markdown {

    private final StringBuilder out = new StringBuilder();

    private Markdown() {}

    public static String of(Document document) {
        Markdown markdown = new Markdown();
        markdown.out.append("# ").append(document.title()).append("\n\n");
        markdown.out.append(document.summary()).append("\n\n");
        for (Section section : document.sections()) {
            markdown.out.append("## ").append(section.title()).append("\n\n");
            markdown.blocks(section.blocks());
        }
        return markdown.out.toString();
    }

    private void blocks(List<Block> blocks) {
        for (Block block : blocks) block(block);
    }

    private void block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            out.append(paragraph.text()).append("\n\n");
        } else if (block instanceof Block.Bullets bullets) {
            for (String text : bullets.texts()) out.append("* ").append(text).append('\n');
            out.append('\n');
        } else if (block instanceof Block.Code code) {
            out.append("```\n").append(code.lines()).append("\n```\n\n");
        } else if (block instanceof Block.Heading heading) {
            out.append("### ").append(heading.title()).append("\n\n");
        } else if (block instanceof Block.Picture picture) {
            String name = picture.figure().name();
            String caption = picture.figure().caption();
            out.append("![").append(caption).append("](figures/").append(name).append(".svg)\n\n");
            out.append('*').append(caption).append("*\n\n");
        } else if (block instanceof Block.Fold fold) {
            out.append("#### ").append(fold.title()).append("\n\n");
            blocks(fold.blocks());
        } else if (block instanceof Block.Table table) {
            table(table);
        }
    }

    private void table(Block.Table table) {
        if (!table.caption().isEmpty()) out.append("**").append(table.caption()).append("**\n\n");
        row(table.columns().stream().map(Markdown::title).toList());
        row(table.columns().stream()
                .map(column -> column.number() ? "---:" : "---")
                .toList());
        for (List<Text> row : table.rows()) {
            row(row.stream().map(Markdown::words).toList());
        }
        out.append('\n');
    }

    private static String title(Block.Column column) {
        return column.group().isEmpty() ? column.title() : column.group() + ", " + column.title();
    }

    private static String words(Text text) {
        String words = text.words().replace("|", "\\|");
        return text.sense() == Text.Sense.STRONG && !words.isEmpty() ? "**" + words + "**" : words;
    }

    private void row(List<String> cells) {
        out.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }
}
