package io.drover.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Paints on an image, two pixels for each of the drawing's. */
final class PixelPen implements Pen {

    private static final int FINE = 2;
    private static final Color INK = Color.decode("#1f2328");
    private static final Color AXIS = Color.decode("#6b7280");
    private static final Color GRID = Color.decode("#e5e7eb");
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 11);
    private static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 12);

    private final BufferedImage image;
    private final Graphics2D graphics;

    PixelPen(int width, int height) {
        image = new BufferedImage(width * FINE, height * FINE, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.scale(FINE, FINE);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    BufferedImage image() {
        graphics.dispose();
        return image;
    }

    @Override
    public void rule(double x1, double y1, double x2, double y2, boolean strong) {
        graphics.setColor(strong ? AXIS : GRID);
        graphics.setStroke(new BasicStroke(1));
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void stroke(Tone tone, Dash dash, double[] x, double[] y) {
        Path2D path = new Path2D.Double();
        path.moveTo(x[0], y[0]);
        for (int i = 1; i < x.length; i++) path.lineTo(x[i], y[i]);
        float[] pattern = dash.pattern().length == 0 ? null : dash.pattern();
        graphics.setColor(tone.color());
        graphics.setStroke(new BasicStroke(1.8f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, pattern, 0));
        graphics.draw(path);
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, boolean strong) {
        graphics.setFont(strong ? STRONG : PLAIN);
        graphics.setColor(INK);
        double width = graphics.getFontMetrics().stringWidth(text);
        double left = anchor == Anchor.START ? x : anchor == Anchor.MIDDLE ? x - width / 2 : x - width;
        graphics.drawString(text, (float) left, (float) y);
    }

    @Override
    public void uprightText(String text, double x, double y) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(-Math.PI / 2);
        text(text, 0, 0, Anchor.MIDDLE, false);
        graphics.setTransform(before);
    }
}
