package io.drover.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.engine.AuctionEngine;
import io.drover.model.Profile;
import io.drover.model.Settings.StrategyName;
import io.drover.scenario.Faults;
import io.drover.scenario.LoadLevel;
import io.drover.scenario.Workload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Profile thesis keeps its rules to the digit. The digests are those of traces that Drover wrote before its own rules
 * went beyond: {@code drover simulate … --trace-out FILE}, {@code sha256sum FILE}. The command is in the failure's
 * message; two traces side by side show the first decision that differs.
 */
class ThesisTraceTest {

    @ParameterizedTest
    @CsvSource({
        "PUSH, 2, '', 87c9f30f13bcb3b374971e3d86c3cee4e07264b76dec5c9e17ce48ec8b2bc779",
        "HYBRID, 1, '', 40cb769dd2431d3507cf94aa6c3df6c0f309dabb6d1fe9cd7285c00aa8e1d9b6",
        "PULL, 3, '', 277ce02f4e99e85681ada4a981c40603f4b3bc87505f695797bd65e485f9cb6a",
        "AUTO, 4, '" + FaultPropertiesTest.FAULTS
                + "', 3c3b0605dfb3bdda8b07d1a63d3583389478b9f83a95e6c309ae0730fd763f7a"
    })
    void theSameTraceAsBefore(StrategyName strategy, long seed, String faults, String digest) {
        Workload workload = Workload.builder()
                .servers(20)
                .strategy(strategy)
                .load(LoadLevel.HIGH)
                .profile(Profile.THESIS)
                .duration(Duration.ofSeconds(1_200))
                .seed(seed)
                .faults(Faults.parse(faults))
                .build();
        assertThat(digest(workload)).as(workload.command()).isEqualTo(digest);
    }

    private static String digest(Workload workload) {
        MessageDigest digest = sha256();
        Result result = Simulation.run(
                workload.scenario(),
                AuctionEngine::new,
                MessageSize.ESTIMATE,
                line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
        assertThat(result.summary().migrations()).isPositive();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JVM has SHA-256", e);
        }
    }
}
