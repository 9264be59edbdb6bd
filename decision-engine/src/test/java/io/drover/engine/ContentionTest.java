package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.ContentionSettings;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Resources;
import io.drover.model.ServerObservation;
import io.drover.model.ServerUsage;
import io.drover.model.Vitals;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ContentionTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Contention contention = new Contention(new ContentionSettings(0.2, 0.8, 0.2, Duration.ofSeconds(60)));

    private static ServerObservation server(String id, int vcpus, Double steal) {
        return ServerObservation.of(id, vcpus)
                .load(0.5)
                .memoryMib(256)
                .usage(new ServerUsage(steal, null))
                .build();
    }

    private static HostObservation seen(int seconds, Vitals vitals, ServerObservation... servers) {
        return new HostObservation(
                START.plusSeconds(seconds),
                8,
                OptionalDouble.of(3),
                HostUsage.UNKNOWN,
                Resources.NONE,
                Optional.empty(),
                List.of(servers),
                List.of(),
                OptionalInt.empty(),
                Optional.empty(),
                vitals,
                Optional.empty());
    }

    private Optional<String> after(int seconds) {
        return contention.lasting(START.plusSeconds(seconds));
    }

    @Test
    void stealThatLastsIsContention() {
        for (int at = 0; at < 60; at += 10) {
            contention.observed(
                    seen(at, Vitals.UNKNOWN, server("a", 1, 0.8), server("b", 3, 0.2), server("c", 9, null)));
            assertThat(after(at)).isEmpty();
        }
        assertThat(after(60)).contains("its servers' vCPUs wait for a CPU 35 % of the time");
    }

    @Test
    void onceItIsOverItBeginsAnew() {
        contention.observed(seen(0, Vitals.UNKNOWN, server("a", 1, 0.5)));
        contention.observed(seen(50, Vitals.UNKNOWN, server("a", 1, 0.1)));
        contention.observed(seen(60, Vitals.UNKNOWN, server("a", 1, 0.5)));
        assertThat(after(70)).isEmpty();
        assertThat(after(120)).isPresent();
    }

    @Test
    void pressureOfCpuOrMemoryIsContentionThatOfADiskIsNot() {
        contention.observed(seen(0, new Vitals("local", "local", 2.0, 0.1, 0.1, 0.9)));
        assertThat(after(100)).isEmpty();
        contention.observed(seen(100, new Vitals("local", "local", 2.0, 0.1, 0.3, 0.0)));
        assertThat(after(160)).contains("tasks wait for memory 30 % of the time");
        contention.observed(seen(170, new Vitals("local", "local", 2.0, 0.85, 0.0, 0.0)));
        assertThat(after(170)).as("it waits all along").contains("tasks wait for a CPU 85 % of the time");
    }

    @Test
    void whatIsNotKnownIsNoContention() {
        contention.observed(seen(0, Vitals.UNKNOWN, server("a", 1, null)));
        assertThat(after(1000)).isEmpty();
    }
}
