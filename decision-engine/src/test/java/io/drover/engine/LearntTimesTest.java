package io.drover.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.auction.Settled;
import io.drover.model.Outcome;
import io.drover.model.Profile;
import io.drover.model.Resources;
import io.drover.model.ServerInfo;
import io.drover.model.Settings;
import io.drover.model.Settings.StrategyName;
import io.drover.model.Thresholds;
import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LearntTimesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ServerInfo SERVER =
            new ServerInfo("s", 2, 0.5, 0.5, 1024, 1, Resources.of(2, 1024, 40), List.of());

    private static LocalSituation host(Profile profile) {
        Settings settings = Testbed.settings(profile, StrategyName.PUSH, Thresholds.DEFAULT, false);
        LocalSituation host = new LocalSituation(settings.on("pm1"));
        host.started(NOW);
        return host;
    }

    private static void gave(LocalSituation host, Outcome outcome) {
        host.gave(new Settled("pm1/1/1", Settled.Ending.MOVED, SERVER, "pm2", outcome));
    }

    private static double seconds(LocalSituation host) {
        return host.pricing().cost(SERVER, "pm2").seconds();
    }

    @Test
    void aHostExpectsOfTheNextWhatItsLastHaveTaken() {
        LocalSituation host = host(Profile.DEFAULT);
        double before = seconds(host);
        for (int i = 0; i < 10; i++) gave(host, new Outcome.Done(before + 60, 1));
        double busy = seconds(host);
        assertThat(busy).isBetween(before + 30, before + 65);
        host.at(NOW.plus(Duration.ofHours(8)));
        assertThat(seconds(host)).isBetween(before, before + 1);
        gave(host, new Outcome.Done(before + 400, 1).copying(20));
        assertThat(seconds(host)).isGreaterThan(before + 60);
        host.at(NOW.plus(Duration.ofDays(8)));
        assertThat(seconds(host)).as("disks stay local").isGreaterThan(before + 60);
    }

    @Test
    void whatHasNoTimeTellsNothing() {
        LocalSituation host = host(Profile.DEFAULT);
        double before = seconds(host);
        gave(host, new Outcome.Done(0));
        gave(host, new Outcome.Done(Double.NaN));
        assertThat(seconds(host)).isEqualTo(before);
    }

    @Test
    void theThesisKeepsToItsModel() {
        LocalSituation host = host(Profile.THESIS);
        double before = seconds(host);
        for (int i = 0; i < 10; i++) gave(host, new Outcome.Done(before + 60, 1).copying(20));
        assertThat(seconds(host)).isEqualTo(before);
    }
}
