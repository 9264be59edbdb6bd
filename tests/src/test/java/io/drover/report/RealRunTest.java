package io.drover.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.model.Profile;
import io.drover.model.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RealRunTest {

    @ParameterizedTest
    @EnumSource
    void isSimulatedWithWhatItsAgentsWentBy(Profile profile) {
        Settings usual = profile.settings();
        RealRun run = new RealRun(
                "cell",
                "2026-01-01T00:00:00Z",
                60,
                8,
                Map.of("DEFAULT.profile", profile.option(), "auction.source_settle", "5"),
                List.of(),
                0,
                List.of(),
                List.of());
        assertThat(run.settings())
                .isEqualTo(usual.with(usual.auction().toBuilder()
                        .sourceSettle(Duration.ofSeconds(5))
                        .build()));
    }
}
