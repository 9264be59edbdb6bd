package io.drover.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KindTest {

    @ParameterizedTest
    @CsvSource({
        "10,10000",
        "0.5,500",
        ".25,250",
        "250ms,250",
        "30s,30000",
        "15m,900000",
        "2h,7200000",
        "1d,86400000",
        "1 m,60000"
    })
    void durationsAreSecondsUnlessSuffixed(String text, long millis) {
        assertThat(Kind.duration(Duration.ZERO).parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void listsDropBlanksAndEmptyMembers() {
        assertThat(Kind.LIST.parse("a, b ,,c,\n d")).containsExactly("a", "b", "c", "d");
        assertThat(Kind.LIST.parse("")).isEqualTo(List.of());
    }

    @Test
    void addressesMayBeIpv6() {
        assertThat(Kind.ADDRESS.parse("[::1]:9465").getHostString()).isEqualTo("::1");
        assertThat(Kind.ADDRESS.parse("0.0.0.0:0").getPort()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"true,true", "Yes,true", "ON,true", "1,true", "false,false", "no,false", "Off,false", "0,false"})
    void booleansAreOslos(String text, boolean expected) {
        assertThat(Kind.BOOLEAN.parse(text)).isEqualTo(expected);
    }
}
