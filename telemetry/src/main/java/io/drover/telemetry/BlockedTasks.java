package io.drover.telemetry;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Says so when a host's load averages hold many tasks more than run or wait for a CPU: these wait for a disk, and giving
 * servers away would not help them.
 */
final class BlockedTasks {

    private static final double SHARE = 0.25;
    private static final int ROUNDS = 4;

    private final LoadGauge gauge = new LoadGauge(0);
    private final Consumer<String> notices;
    private int rounds;
    private boolean said;

    BlockedTasks(Consumer<String> notices) {
        this.notices = notices;
    }

    /**
     * @param load tasks that ran or waited for a CPU
     * @param cpus positive
     */
    void round(Optional<LoadAverages> averages, double load, int cpus, Instant now) {
        Optional<Reading> all = averages.flatMap(each -> gauge.next(each, now));
        if (all.isEmpty()) return;
        boolean blocked = all.get().value() - load > Math.max(1, SHARE * cpus);
        rounds = blocked == said ? 0 : rounds + 1;
        if (rounds < ROUNDS) return;
        said = blocked;
        rounds = 0;
        notices.accept(
                blocked
                        ? String.format(
                                Locale.ROOT,
                                "the load averages hold %.0f tasks, but only %.1f run or wait for a CPU: the others wait for"
                                        + " a disk, and no server is moved for them",
                                all.get().value(),
                                load)
                        : "no more tasks wait for a disk than usual");
    }
}
