package io.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.amqp.LinkState;
import io.drover.health.Sign;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignsOfLifeTest {

    private long nanos;
    private CompletableFuture<Void> proof = CompletableFuture.completedFuture(null);
    private final SignsOfLife signs = new SignsOfLife(() -> proof, Optional.of(Duration.ofSeconds(120)), () -> nanos);

    private void pass(int seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
    }

    /** The names of those that are not well. */
    private String ill() {
        return signs.now().stream()
                .filter(sign -> sign.since().compareTo(sign.within()) > 0)
                .map(Sign::check)
                .collect(Collectors.joining(" "));
    }

    private Map<String, Long> seconds() {
        return signs.now().stream()
                .collect(Collectors.toMap(Sign::check, sign -> sign.since().toSeconds()));
    }

    @Test
    void allIsWellWhileEachIsSeenToWork() {
        signs.linked(LinkState.CONNECTED, "connected");
        for (int round = 0; round < 60; round++) {
            pass(10);
            signs.sampled(Optional.empty());
            signs.now();
            assertThat(ill()).isEmpty();
        }
    }

    @Test
    void aDecidingThreadThatHangsIsSeenByTheAgeOfItsLastProof() {
        signs.linked(LinkState.CONNECTED, "connected");
        signs.now();
        proof = new CompletableFuture<>();
        signs.now();
        pass(30);
        assertThat(seconds()).containsEntry("decisions", 30L);
        assertThat(ill()).isEmpty();
        pass(30);
        assertThat(ill()).isEqualTo("decisions");
        proof.complete(null);
        assertThat(ill()).as("it goes on").isEmpty();
    }

    @Test
    void aBrokerThatIsAwayOrTakesNothingIsSeenAfterAWhile() {
        signs.linked(LinkState.CONNECTED, "connected");
        pass(1000);
        signs.sampled(Optional.empty());
        signs.now();
        signs.linked(LinkState.CUT, "lost");
        pass(15);
        signs.linked(LinkState.CUT, "refused");
        pass(15);
        assertThat(ill()).isEqualTo("broker");
        assertThat(seconds()).containsEntry("broker", 30L);
        signs.linked(LinkState.RECOVERED, "back");
        assertThat(ill()).isEmpty();
        signs.linked(LinkState.BLOCKED, "short of memory");
        pass(30);
        assertThat(ill()).isEqualTo("broker");
    }

    @Test
    void aSampleWithAProblemIsNone() {
        signs.linked(LinkState.CONNECTED, "connected");
        signs.sampled(Optional.empty());
        for (int round = 0; round < 13; round++) {
            pass(10);
            signs.sampled(Optional.of("Nova does not answer"));
            signs.now();
        }
        assertThat(ill()).isEqualTo("samples");
        assertThat(signs.now()).last().extracting(Sign::detail).isEqualTo("Nova does not answer");
    }

    @Test
    void anAgentThatDoesNotSampleHasNoSuchSign() {
        SignsOfLife off = new SignsOfLife(() -> proof, Optional.empty(), () -> nanos);
        assertThat(off.now()).extracting(Sign::check).containsExactly("decisions", "broker");
    }

    @Test
    void anAgentThatEndsIsNotAskedTwice() {
        SignsOfLife ending = new SignsOfLife(
                () -> {
                    throw new RejectedExecutionException();
                },
                Optional.empty(),
                () -> nanos);
        assertThat(ending.now()).hasSize(2);
    }
}
