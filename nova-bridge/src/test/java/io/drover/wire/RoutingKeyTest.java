package io.drover.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.auction.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutingKeyTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "compute1.example.com | host.compute1.example.com",
                "* | host.%2A",
                "rack#3 | host.rack%233",
                "100% | host.100%25",
                "%23 | host.%2523"
            })
    void aHostIsOneKeyAndNoWildcard(String host, String key) {
        assertThat(RoutingKey.of(Address.host(host))).isEqualTo(key);
        assertThat(RoutingKey.parse(key)).contains(Address.host(host));
    }

    @Test
    void theOthers() {
        assertThat(RoutingKey.of(new Address.Group("fleet"))).isEqualTo("group.fleet");
        assertThat(RoutingKey.parse("group.fleet")).contains(new Address.Group("fleet"));
        assertThat(RoutingKey.parse("fleet")).contains(Address.FLEET);
        assertThat(RoutingKey.parse("measure")).contains(Address.MEASUREMENT_POINT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "host", "host.", "group.", "host.*", "host.a#", "host.%", "host.%41", "Fleet", "fleet.x"})
    void anythingElseIsNoAddress(String key) {
        assertThat(RoutingKey.parse(key)).isEmpty();
    }

    @Test
    void aNameMustFitAmqp() {
        assertThat(RoutingKey.of(Address.host("é".repeat(125)))).hasSize(130);
        assertThatThrownBy(() -> RoutingKey.of(Address.host("é".repeat(126))))
                .hasMessageEndingWith("too long for AMQP");
        assertThat(RoutingKey.parse("host." + "é".repeat(126))).isEmpty();
        assertThatThrownBy(() -> RoutingKey.of(Address.host(""))).isInstanceOf(IllegalArgumentException.class);
    }
}
