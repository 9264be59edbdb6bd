package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class UserPatternTest {

    private final UserPattern pattern = new UserPattern("drover-{host}.cloud");

    @Test
    void aUserSpeaksForItsHostOnly() {
        assertThat(pattern.fits("drover-pm1.cloud", "pm1")).isTrue();
        assertThat(pattern.fits("drover-pm1.cloud", "pm2")).isFalse();
        assertThat(pattern.fits(null, "pm1")).isFalse();
    }

    @Test
    void aUserTellsItsHost() {
        assertThat(pattern.host("drover-pm1.cloud")).contains("pm1");
        assertThat(pattern.host("drover-.cloud")).isEmpty();
        assertThat(pattern.host("guest")).isEmpty();
        assertThat(new UserPattern("{host}@{host}").host("pm1@pm2")).isEmpty();
    }

    @Test
    void allHostsCannotShareAUser() {
        assertThatIllegalArgumentException().isThrownBy(() -> new UserPattern("drover"));
    }
}
