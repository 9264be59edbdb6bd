package io.drover.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Effect;
import io.drover.auction.Forecast;
import io.drover.auction.Note;
import io.drover.auction.Note.Strategy;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DecisionMetricsTest {

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final DecisionMetrics metrics = new DecisionMetrics(new Counts(registry));

    /** The thesis counts a HOTSPOT once, however many hear it, and each STEAL ATTEMPT; a STEAL BROADCAST is none. */
    @Test
    void attemptsAreHotspotsAndStealAttempts() {
        say(new Note.Opened("pm1/1", Strategy.PUSH, 0.9, 0.7, 3, "hot"));
        say(chosen("pm1/1", Strategy.PUSH));
        assertThat(attempts()).isEqualTo(1);
        say(new Note.Opened("pm1/2", Strategy.PULL, 0.1, 0.3, 3, "cold"));
        assertThat(attempts()).isEqualTo(1);
        say(chosen("pm1/2", Strategy.PULL));
        say(new Note.Refused("pm1/2", "s1", "pm2", "pm2 is busy"));
        say(chosen("pm1/2", Strategy.PULL));
        assertThat(attempts()).isEqualTo(3);
    }

    @Test
    void everyKindIsThereBeforeItIsSaid() {
        CounterSnapshot decisions = counter("drover_decisions");
        assertThat(decisions.getDataPoints())
                .extracting(point -> point.getLabels().get("kind"))
                .hasSize(Note.Kind.values().length)
                .contains("opened", "noticed");
        assertThat(decisions.getDataPoints()).allMatch(point -> point.getValue() == 0);
        say(new Note.Ended("pm1/1", OptionalInt.of(2), "nobody can take a server"));
        assertThat(counter("drover_decisions").getDataPoints())
                .filteredOn(point -> point.getValue() == 1)
                .extracting(point -> point.getLabels().get("kind"))
                .containsExactly("ended");
    }

    private static Note chosen(String auction, Strategy strategy) {
        Note.Move move = new Note.Move(strategy, "s1", "pm1", "pm2", new Forecast(0.7, 0.9, 12, 0.1));
        return new Note.Chosen(auction, move, 4, 2, "best of 2");
    }

    private void say(Note note) {
        assertThat(metrics.decided(new Effect.Say(note))).isTrue();
    }

    private double attempts() {
        return counter("drover_attempts").getDataPoints().get(0).getValue();
    }

    private CounterSnapshot counter(String name) {
        return registry.scrape(name::equals).stream()
                .map(CounterSnapshot.class::cast)
                .findFirst()
                .orElseThrow();
    }
}
