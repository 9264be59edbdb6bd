package io.drover.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FaultsTest {

    @Test
    void whatIsWrittenIsReadAgain() {
        String text = "loss=0.01,duplicate=0.02,reorder=0.05,crash=0.001,partition=60s,nova-error=0.05";

        Faults faults = Faults.parse(text);

        assertThat(faults.text()).isEqualTo(text);
        assertThat(faults.partition()).isEqualTo(Duration.ofSeconds(60));
        assertThat(Faults.parse("loss=0.5").duplicate()).isZero();
        assertThat(Faults.parse("")).isEqualTo(Faults.NONE);
    }

    @Test
    void badFaultsGetOneSentence() {
        assertThatThrownBy(() -> Faults.parse("losses=1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no fault \"losses\"");
        assertThatThrownBy(() -> Faults.parse("loss")).hasMessage("a fault is name=value, not \"loss\"");
        assertThatThrownBy(() -> Faults.parse("loss=much")).hasMessage("fault loss wants a number, not \"much\"");
        assertThatThrownBy(() -> Faults.parse("loss=2")).hasMessage("fault loss is a share from 0 to 1, not 2");
    }
}
