package io.drover.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** Draws the fleet in place, over and over: a row per host, the migrations under way, and what was said last. */
final class LiveTable implements Display {

    private static final String ESC = "\u001b[";
    private static final String RED = "31";
    private static final String CYAN = "36";
    private static final String YELLOW = "33";
    private static final String BOLD = "1";
    private static final int NEWS_KEPT = 8;
    private static final int BAR_AT_LEAST = 10;
    /** Load, count of servers and the space between columns. */
    private static final int FIXED = 20;

    private final PrintStream err;
    private final Supplier<Terminal.Size> window;
    private final boolean coloured;
    private final String heading;
    private final Duration duration;
    private final Deque<AgentLines.Item> last = new ArrayDeque<>();
    private int drawn;

    /**
     * @param window as large as it is now
     */
    LiveTable(PrintStream err, Supplier<Terminal.Size> window, boolean coloured, String heading, Duration duration) {
        this.err = err;
        this.window = window;
        this.coloured = coloured;
        this.heading = heading;
        this.duration = duration;
    }

    @Override
    public void show(FleetPicture picture, List<AgentLines.Item> news) {
        news.forEach(last::addLast);
        while (last.size() > NEWS_KEPT) last.removeFirst();
        Terminal.Size size = window.get();
        List<String> lines = new ArrayList<>();
        lines.add(painted(BOLD, cut(heading, size.columns())));
        lines.add(cut(standing(picture), size.columns()));
        int name = picture.hosts().stream()
                .mapToInt(row -> row.host().length())
                .max()
                .orElse(0);
        for (FleetPicture.Row row : picture.hosts()) lines.add(host(row, name, size.columns()));
        for (FleetPicture.Move move : picture.moves()) lines.add(cut(text(move), size.columns()));
        for (AgentLines.Item item : last) lines.add(said(item, size.columns()));
        draw(lines.subList(0, Math.min(lines.size(), Math.max(1, size.rows() - 1))));
    }

    @Override
    public void end() {
        err.println();
        err.flush();
    }

    /** What is left of a longer drawing before is erased. */
    private void draw(List<String> lines) {
        StringBuilder frame = new StringBuilder();
        if (drawn > 0) frame.append('\r').append(drawn > 1 ? ESC + (drawn - 1) + "A" : "");
        for (int i = 0; i < lines.size(); i++) {
            frame.append(i == 0 ? "" : "\n").append(lines.get(i)).append(ESC).append('K');
        }
        frame.append(ESC).append('J');
        drawn = lines.size();
        err.print(frame);
        err.flush();
    }

    private String standing(FleetPicture picture) {
        return String.format(
                Locale.ROOT,
                "%s of %s   system performance %.4f   migrations under way %d",
                clock(picture.at()),
                clock(duration),
                picture.systemPerformance(),
                picture.moves().size());
    }

    private String host(FleetPicture.Row row, int name, int columns) {
        int width = Math.max(BAR_AT_LEAST, Math.min(40, (columns - name - FIXED) / 2));
        String head = String.format(Locale.ROOT, "%-" + name + "s %5.2f ", row.host(), row.load());
        String tail = String.format(Locale.ROOT, " %3d servers  %s", row.servers(), row.state());
        int room = columns - head.length() - width;
        if (room < 0) return cut(head, columns);
        return head + painted(colour(row), bar(row, width)) + cut(tail, room);
    }

    private static String colour(FleetPicture.Row row) {
        if (row.thresholds().hot(row.load())) return RED;
        return row.thresholds().cold(row.load()) ? CYAN : "";
    }

    /** 0 to 1, with the thresholds as marks. */
    private static String bar(FleetPicture.Row row, int width) {
        char[] bar = new char[width];
        int full = (int) Math.round(Math.min(1, row.load()) * width);
        for (int i = 0; i < width; i++) bar[i] = i < full ? '#' : '.';
        bar[place(row.thresholds().pull(), width)] = '|';
        bar[place(row.thresholds().push(), width)] = '|';
        return new String(bar);
    }

    private static int place(double load, int width) {
        return (int) Math.min(width - 1, Math.max(0, Math.round(load * width)));
    }

    private static String text(FleetPicture.Move move) {
        String progress =
                Double.isNaN(move.progress()) ? "" : String.format(Locale.ROOT, " %.0f %%", 100 * move.progress());
        return String.format("  %s  %s -> %s  %s", move.server(), move.source(), move.destination(), move.status())
                + progress;
    }

    private String said(AgentLines.Item item, int columns) {
        String line = cut(clock(item.at()) + "  " + item.host() + ": " + item.text(), columns);
        return item.alarming() ? painted(YELLOW, line) : line;
    }

    private String painted(String colour, String text) {
        return colour.isEmpty() || !coloured ? text : ESC + colour + "m" + text + ESC + "0m";
    }

    private static String cut(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, Math.max(0, columns));
    }

    private static String clock(Duration at) {
        return String.format(Locale.ROOT, "%d:%02d:%02d", at.toHours(), at.toMinutesPart(), at.toSecondsPart());
    }
}
