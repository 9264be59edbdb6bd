package io.drover.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class UnreachableTest {

    @Test
    void nobodyListens() throws Exception {
        ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        gone.close();
        refused(gone.getLocalPort());
    }

    @Test
    void aListenerThatSaysNothingIsGivenUp() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long before = System.nanoTime();
            refused(mute.getLocalPort());
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void namesThatAmqpCannotCarryAreRefusedAtOnce() {
        TransportUrl url = TransportUrl.parse("rabbit://localhost/");
        assertThatThrownBy(() -> AmqpSettings.of(url, Subscription.agent("a".repeat(243), "g")))
                .hasMessageEndingWith("is too long for a queue of AMQP");
        assertThat(AmqpSettings.of(url, Subscription.agent("a".repeat(242), "g"))
                        .queue())
                .hasSize(255);
        assertThatThrownBy(() -> AmqpSettings.of(url, Subscription.agent("a", ""))
                        .station()
                        .bindings())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void refused(int port) {
        TransportUrl url = TransportUrl.parse("rabbit://u:s3cret@localhost:" + port + "/");
        AmqpSettings usual = AmqpSettings.of(url, Subscription.agent("a", "g"));
        AmqpSettings brief =
                new AmqpSettings(url, usual.exchange(), usual.station(), usual.heartbeat(), Duration.ofMillis(500), 16);
        assertThatThrownBy(() -> AmqpNetwork.open(
                        brief,
                        Trust.IN_EVERYBODY,
                        new TrafficCounters(),
                        InstantSource.system(),
                        e -> {},
                        (s, d) -> {}))
                .isInstanceOf(BrokerUnreachableException.class)
                .hasMessage("no broker answers at localhost:" + port);
    }
}
