package io.drover.report.figure;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Panels side by side.
 *
 * @param name of its files, without an ending
 * @param caption says what is to be seen
 */
public record Figure(String name, String caption, List<Panel> panels) {

    public Figure {
        panels = List.copyOf(panels);
    }

    /** All panels have one y axis, so that they can be compared. */
    public Figure alike() {
        Span all = Span.NOTHING;
        for (Panel panel : panels) {
            Span one = panel.wholeVertical();
            all = all.with(one.least(), one.most());
        }
        Span common = all.drawable();
        return new Figure(
                name,
                caption,
                panels.stream().map(panel -> panel.atLeast(common)).toList());
    }

    /** One picture of all panels that needs nothing else. */
    public String svg() {
        SvgPen pen = new SvgPen();
        for (int i = 0; i < panels.size(); i++) Drawing.draw(pen, panels.get(i), (double) i * Drawing.WIDTH);
        return pen.svg(width(), Drawing.HEIGHT, caption, Style.own());
    }

    /** A picture for each panel, styled by the page that it is put into ({@link Style#page}). */
    public List<String> pageSvgs() {
        return panels.stream().map(Figure::pageSvg).toList();
    }

    private static String pageSvg(Panel panel) {
        SvgPen pen = new SvgPen();
        Drawing.draw(pen, panel, 0);
        String title = panel.title() + ": " + panel.yTitle() + " over " + panel.xTitle();
        return pen.svg(Drawing.WIDTH, Drawing.HEIGHT, title, "");
    }

    public BufferedImage pixels() {
        PixelPen pen = new PixelPen(width(), Drawing.HEIGHT);
        for (int i = 0; i < panels.size(); i++) Drawing.draw(pen, panels.get(i), (double) i * Drawing.WIDTH);
        return pen.image();
    }

    private int width() {
        return panels.size() * Drawing.WIDTH;
    }
}
