package io.drover.amqp;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** The contract with a real RabbitMQ, named by {@code DROVER_TEST_TRANSPORT_URL} (property or environment). */
@Tag("broker")
class RabbitMqTest {

    private static final String NAME = "DROVER_TEST_TRANSPORT_URL";

    static TransportUrl url() {
        return TransportUrl.parse(Optional.ofNullable(System.getProperty(NAME))
                .or(() -> Optional.ofNullable(System.getenv(NAME)))
                .orElse("rabbit://minicloud:minicloud@127.0.0.1:5672/"));
    }

    @TestFactory
    Stream<DynamicTest> contract() {
        return NetworkContract.on(url());
    }
}
