package io.drover.report.document;

import io.drover.report.figure.Figure;
import io.drover.report.figure.Style;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a document as one HTML page that needs nothing else: no script, no network, light and dark. */
public final class Html {

    private final StringBuilder out = new StringBuilder();

    private Html() {}

    public static String of(Document document) {
        Html html = new Html();
        html.head(document);
        for (Section section : document.sections()) html.section(section);
        html.out.append("</main>\n</body>\n</html>\n");
        return html.out.toString();
    }

    private void head(Document document) {
        out.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n");
        out.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
        out.append("<title>").append(escaped(document.title())).append("</title>\n");
        out.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n");
        out.append("<header><h1>").append(escaped(document.title())).append("</h1>\n<p class=\"lead\">");
        out.append(inline(document.summary())).append("</p></header>\n<nav aria-label=\"Contents\"><ol>\n");
        for (Section section : document.sections()) {
            out.append("<li><a href=\"#").append(section.id()).append("\">");
            out.append(escaped(section.title())).append("</a></li>\n");
        }
        out.append("</ol></nav>\n<main>\n");
    }

    private static String style() {
        return resource("report.css")
                + ":root{" + Style.variables(false) + "}\n@media(prefers-color-scheme:dark){:root{"
                + Style.variables(true) + "}}\n" + Style.page() + "\n";
    }

    private static String resource(String name) {
        try (InputStream in = Html.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void section(Section section) {
        out.append("<section id=\"").append(section.id()).append("\">\n<h2>");
        out.append(escaped(section.title())).append("</h2>\n");
        for (Block block : section.blocks()) block(block);
        out.append("</section>\n");
    }

    private void block(Block block) {
        if (block instanceof Block.Paragraph paragraph) {
            out.append("<p>").append(inline(paragraph.text())).append("</p>\n");
        } else if (block instanceof Block.Bullets bullets) {
            out.append("<ul>\n");
            for (String text : bullets.texts())
                out.append("<li>").append(inline(text)).append("</li>\n");
            out.append("</ul>\n");
        } else if (block instanceof Block.Code code) {
            out.append("<pre><code>").append(escaped(code.lines())).append("</code></pre>\n");
        } else if (block instanceof Block.Heading heading) {
            out.append("<h3>").append(inline(heading.title())).append("</h3>\n");
        } else if (block instanceof Block.Picture picture) {
            picture(picture.figure());
        } else if (block instanceof Block.Fold fold) {
            out.append(fold.open() ? "<details open>" : "<details>");
            out.append("<summary>").append(inline(fold.title())).append("</summary>\n");
            for (Block inner : fold.blocks()) block(inner);
            out.append("</details>\n");
        } else if (block instanceof Block.Table table) {
            table(table);
        }
    }

    private void picture(Figure figure) {
        out.append("<figure><div class=\"panels\">\n");
        for (String svg : figure.pageSvgs()) out.append(svg);
        out.append("</div>\n<figcaption>").append(inline(figure.caption()));
        for (String ending : List.of("svg", "png")) {
            out.append(" <a href=\"figures/")
                    .append(figure.name())
                    .append('.')
                    .append(ending)
                    .append("\">");
            out.append(ending.toUpperCase(Locale.ROOT)).append("</a>");
        }
        out.append("</figcaption></figure>\n");
    }

    private void table(Block.Table table) {
        out.append("<div class=\"table\"><table>\n");
        if (!table.caption().isEmpty())
            out.append("<caption>").append(inline(table.caption())).append("</caption>\n");
        out.append("<thead>\n");
        groups(table.columns());
        out.append("<tr>");
        for (Block.Column column : table.columns()) {
            out.append("<th scope=\"col\"").append(column.number() ? " class=\"number\">" : ">");
            out.append(inline(column.title())).append("</th>");
        }
        out.append("</tr>\n</thead>\n<tbody>\n");
        for (List<Text> row : table.rows()) row(table.columns(), row);
        out.append("</tbody></table></div>\n");
    }

    private void groups(List<Block.Column> columns) {
        if (columns.stream().allMatch(column -> column.group().isEmpty())) return;
        List<List<Block.Column>> runs = new ArrayList<>();
        for (Block.Column column : columns) {
            boolean same =
                    !runs.isEmpty() && runs.get(runs.size() - 1).get(0).group().equals(column.group());
            if (!same) runs.add(new ArrayList<>());
            runs.get(runs.size() - 1).add(column);
        }
        out.append("<tr>");
        for (List<Block.Column> run : runs) {
            out.append("<th colspan=\"").append(run.size()).append("\" class=\"group\">");
            out.append(inline(run.get(0).group())).append("</th>");
        }
        out.append("</tr>\n");
    }

    private void row(List<Block.Column> columns, List<Text> row) {
        out.append("<tr>");
        for (int i = 0; i < row.size(); i++) {
            Text text = row.get(i);
            String classes = (columns.get(i).number() ? "number " : "")
                    + text.sense().name().toLowerCase(Locale.ROOT);
            out.append("<td class=\"").append(classes).append("\">");
            out.append(inline(text.words())).append("</td>");
        }
        out.append("</tr>\n");
    }

    private static String inline(String text) {
        return escaped(text).replaceAll("`([^`]+)`", "<code>$1</code>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
