package io.drover.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.openstack.Flavor;
import io.drover.openstack.Server;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DirtyRatesTest {

    private static final long MIB = 1 << 20;

    private final DirtyRates rates = new DirtyRates();

    private static Server server(Map<String, String> metadata, Map<String, String> specs) {
        return new Server(
                "s",
                "vm",
                "p",
                "ACTIVE",
                Optional.empty(),
                Optional.of("pm1"),
                Optional.empty(),
                false,
                new Flavor("m1", 1, 256, 1, new TreeMap<>(specs)),
                new TreeMap<>(metadata),
                List.of(),
                List.of(),
                new TreeMap<>(),
                Optional.empty());
    }

    private static final Server PLAIN = server(Map.of(), Map.of());

    @Test
    void whatWasSentBeyondTheMemoryWasDirtiedMeanwhile() {
        rates.learn("s", 426_550_000, 256_000_000, Duration.ofMillis(34_120)); // doc/sources.md: (256, 12.5, 5)
        assertThat(rates.of(PLAIN).orElseThrow()).isCloseTo(5, within(0.01));
    }

    @Test
    void theNewestMigrationCountsHalf() {
        rates.learn("s", 300 * MIB, 200 * MIB, Duration.ofSeconds(10));
        rates.learn("s", 200 * MIB, 200 * MIB, Duration.ofSeconds(10));
        assertThat(rates.of(PLAIN).orElseThrow()).isCloseTo(5.24288, within(1e-9));
    }

    @Test
    void pagesOfZerosTeachNothing() {
        rates.learn("s", 123_000_000, 134_750_208, Duration.ofSeconds(11));
        rates.learn("s", 0, 0, Duration.ofSeconds(11));
        rates.learn("s", 5, 1, Duration.ZERO);
        assertThat(rates.of(PLAIN)).isEmpty();
    }

    @Test
    void metadataAndFlavorSpeakUntilSomethingIsLearned() {
        Server said = server(Map.of("drover:dirty_rate", "7.5"), Map.of("drover:dirty_rate", "3"));
        assertThat(rates.of(said)).hasValue(7.5);
        assertThat(rates.of(server(Map.of(), Map.of("drover:dirty_rate", "3")))).hasValue(3);
        rates.learn("s", 300_000_000, 200_000_000, Duration.ofSeconds(10));
        assertThat(rates.of(said)).hasValue(10);
    }

    @Test
    void nonsenseIsNoRate() {
        assertThat(rates.of(server(Map.of("drover:dirty_rate", "much"), Map.of())))
                .isEmpty();
        assertThat(rates.of(server(Map.of("drover:dirty_rate", "-1"), Map.of())))
                .isEmpty();
        assertThat(rates.of(server(Map.of("drover:dirty_rate", "NaN"), Map.of())))
                .isEmpty();
    }

    @Test
    void onlySoManyServersAreRemembered() {
        for (int i = 0; i <= 1000; i++) rates.learn("s" + i, 300_000_000, 200_000_000, Duration.ofSeconds(10));
        rates.learn("s", 300_000_000, 200_000_000, Duration.ofSeconds(10));
        assertThat(rates.of(PLAIN)).isPresent();
        assertThat(rates.size()).isEqualTo(1000);
    }
}
