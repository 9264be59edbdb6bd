package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Effect;
import io.drover.auction.Event;
import io.drover.auction.Note;
import io.drover.auction.Pauses;
import io.drover.model.HostObservation;
import io.drover.model.HostUsage;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What decides nothing and is kept for people. */
class NoticesTest {

    private Instant now = Instant.parse("2026-11-27T12:00:00Z");
    private final Engine engine = new AuctionEngine(
            Testbed.settings(Profile.DEFAULT, StrategyName.PUSH, Thresholds.DEFAULT, false), new SplittableRandom(1));

    private List<String> noticed(Event event) {
        return engine.on(event).stream()
                .filter(effect -> effect instanceof Effect.Say)
                .map(effect -> ((Effect.Say) effect).note())
                .filter(note -> note.kind() == Note.Kind.NOTICED)
                .map(Note::text)
                .toList();
    }

    private List<String> sampled(String problem) {
        now = now.plusSeconds(10);
        return noticed(new Event.Observed(
                now,
                new HostObservation(
                        now,
                        8,
                        OptionalDouble.of(1),
                        HostUsage.UNKNOWN,
                        Resources.NONE,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        OptionalInt.empty(),
                        Optional.ofNullable(problem))));
    }

    @Test
    void unsoundSamplesAreToldOnceAndSoIsTheirEnd() {
        noticed(new Event.Started(now, Pauses.NONE));
        assertThat(sampled(null)).isEmpty();
        assertThat(sampled("Nova answered 500")).containsExactly("no auctions: Nova answered 500");
        assertThat(sampled("Nova answered 500")).isEmpty();
        assertThat(sampled(null)).containsExactly("the samples are sound again");
        assertThat(sampled(null)).isEmpty();
    }

    @Test
    void aBrokerThatIsBackIsTold() {
        noticed(new Event.Started(now, Pauses.NONE));
        assertThat(noticed(new Event.Reconnected(now))).containsExactly("the broker is there again");
    }

    @Test
    void whatTheAgentNoticesIsKept() {
        noticed(new Event.Started(now, Pauses.NONE));
        assertThat(noticed(new Event.Noticed(now, "a new token"))).containsExactly("a new token");
    }
}
