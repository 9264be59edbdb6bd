package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockedTasksTest {

    private static final Instant START = Instant.parse("2026-11-22T11:00:00Z");

    private final List<String> said = new ArrayList<>();
    private final BlockedTasks blocked = new BlockedTasks(said::add);
    private double average;
    private int seconds;

    /** Ten seconds in which so many tasks were in the load average and so many ran or waited for a CPU. */
    private void pass(double counted, double load) {
        seconds += 10;
        double kept = Math.exp(-10 / 60.0);
        average = average * kept + counted * (1 - kept);
        blocked.round(Optional.of(new LoadAverages(average, average, average)), load, 8, START.plusSeconds(seconds));
    }

    @Test
    void tasksThatWaitForADiskAreToldOnceAndWhenTheyAreGone() {
        for (int round = 0; round < 30; round++) pass(42.4, 2.4);
        assertThat(said)
                .containsExactly(
                        "the load averages hold 42 tasks, but only 2.4 run or wait for a CPU: the others wait for a"
                                + " disk, and no server is moved for them");
        for (int round = 0; round < 30; round++) pass(2.4, 2.4);
        assertThat(said).hasSize(2).last().isEqualTo("no more tasks wait for a disk than usual");
    }

    @Test
    void aLoadThatRisesOrFallsIsNone() {
        for (int round = 0; round < 30; round++) pass(7, 7);
        for (int round = 0; round < 30; round++) pass(1, 1);
        assertThat(said).isEmpty();
    }
}
