package io.drover.report.figure;

import java.util.Locale;

/** Writes SVG. Colours are classes, so that a page or the picture's own style can fit them to a dark ground. */
final class SvgPen implements Pen {

    private final StringBuilder body = new StringBuilder();

    @Override
    public void rule(double x1, double y1, double x2, double y2, boolean strong) {
        body.append("<path class=\"").append(strong ? "axis" : "grid").append("\" d=\"M");
        point(x1, y1);
        body.append('L');
        point(x2, y2);
        body.append("\"/>\n");
    }

    @Override
    public void stroke(Tone tone, Dash dash, double[] x, double[] y) {
        body.append("<polyline class=\"curve ").append(tone.word()).append('"');
        if (dash != Dash.SOLID)
            body.append(" stroke-dasharray=\"").append(dash.css()).append('"');
        body.append(" points=\"");
        for (int i = 0; i < x.length; i++) {
            if (i > 0) body.append(' ');
            point(x[i], y[i]);
        }
        body.append("\"/>\n");
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, boolean strong) {
        body.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(y));
        body.append("\" text-anchor=\"").append(anchor.name().toLowerCase(Locale.ROOT));
        body.append(strong ? "\" class=\"title\">" : "\">")
                .append(escaped(text))
                .append("</text>\n");
    }

    @Override
    public void uprightText(String text, double x, double y) {
        body.append("<text transform=\"translate(")
                .append(number(x))
                .append(' ')
                .append(number(y));
        body.append(") rotate(-90)\" text-anchor=\"middle\">")
                .append(escaped(text))
                .append("</text>\n");
    }

    /**
     * @param style CSS of its own; empty: the page has it
     */
    String svg(int width, int height, String title, String style) {
        String own = style.isEmpty()
                ? ""
                : "<style>" + style + "</style>\n<rect class=\"ground\" width=\"100%\" " + "height=\"100%\"/>\n";
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + width + " " + height
                + "\" role=\"img\" class=\"chart\"><title>" + escaped(title) + "</title>\n" + own + body + "</svg>\n";
    }

    private void point(double x, double y) {
        body.append(number(x)).append(',').append(number(y));
    }

    private static String number(double value) {
        return Scale.plain(Math.round(value * 10) / 10.0);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
