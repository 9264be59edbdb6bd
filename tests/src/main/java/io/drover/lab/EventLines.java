package io.drover.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** A line for each thing said, and one a virtual minute on how the fleet stands. */
final class EventLines implements Display {

    private static final Duration STANDING = Duration.ofMinutes(1);

    private final PrintStream err;
    private Duration next = Duration.ZERO;

    EventLines(PrintStream err) {
        this.err = err;
    }

    @Override
    public void show(FleetPicture picture, List<AgentLines.Item> news) {
        for (AgentLines.Item item : news) {
            err.printf(Locale.ROOT, "%8.1f s  %s: %s%n", seconds(item.at()), item.host(), item.text());
        }
        if (picture.at().compareTo(next) < 0) return;
        while (next.compareTo(picture.at()) <= 0) next = next.plus(STANDING);
        double highest = picture.hosts().stream()
                .mapToDouble(FleetPicture.Row::load)
                .max()
                .orElse(0);
        err.printf(
                Locale.ROOT,
                "%8.1f s  system performance %.4f, highest load %.2f, migrations under way %d%n",
                seconds(picture.at()),
                picture.systemPerformance(),
                highest,
                picture.moves().size());
    }

    @Override
    public void end() {
        err.flush();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
