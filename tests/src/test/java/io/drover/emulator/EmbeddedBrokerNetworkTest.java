package io.drover.emulator;

import io.drover.amqp.NetworkContract;
import io.drover.amqp.TransportUrl;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Agents may rely on the embedded broker for the same as on RabbitMQ. */
@Tag("broker")
class EmbeddedBrokerNetworkTest {

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() {
        broker = EmbeddedBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return NetworkContract.on(TransportUrl.parse(broker.transportUrl()));
    }
}
