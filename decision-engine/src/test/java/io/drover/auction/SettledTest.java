package io.drover.auction;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SettledTest {

    @Test
    void nothingEndsWithoutAnId() {
        assertThatThrownBy(() -> Settled.without("", Settled.Ending.RELEASED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no auction can have ended without an id");
    }

    @Test
    void whatAlwaysHasValuesIsNotJustSaid() {
        for (Note.Kind kind : Note.Said.ALWAYS_VALUED) {
            assertThatThrownBy(() -> Effect.say("a1", kind, "hot"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("values of its own");
        }
    }
}
