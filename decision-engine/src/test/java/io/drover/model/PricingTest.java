package io.drover.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.scenario.Testbed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PricingTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static final MigrationSettings SETTINGS =
            Testbed.settings(Profile.DEFAULT, Settings.StrategyName.PUSH, Thresholds.DEFAULT, false)
                    .migration()
                    .toBuilder()
                    .bandwidth(100)
                    .completionTimeout(Duration.ofMinutes(10))
                    .build();

    private static ServerInfo server(long memoryMib, long diskGib) {
        return new ServerInfo("s", 2, 0.5, 0.5, memoryMib, 1, Resources.of(2, memoryMib, diskGib), List.of());
    }

    @Test
    void knowsNothingOfDisksUntilOneWasCopied() {
        Pricing pricing = Pricing.modelled(SETTINGS);
        assertThat(pricing.cost(server(1024, 200))).isEqualTo(pricing.cost(server(1024, 0)));
        assertThat(pricing.tooDear(server(1024, 200))).isEmpty();
    }

    @Test
    void learnsThatLocalDisksGoAlongAndKeepsThoseThatWouldNotArrive() {
        Pricing pricing = Pricing.modelled(SETTINGS);
        for (int i = 0; i < 12; i++) {
            // 20 GiB at 100 MB/s are 215 s
            pricing = pricing.learning(server(1024, 40), "pm2", new Outcome.Done(226, 1).copying(20), NOW);
        }
        double memory = Pricing.modelled(SETTINGS).cost(server(1024, 0)).seconds();
        assertThat(pricing.cost(server(1024, 0)).seconds()).isCloseTo(memory, within(8.0));
        assertThat(pricing.cost(server(1024, 80)).seconds()).isCloseTo(memory + 430, within(40.0));
        assertThat(pricing.cost(server(1024, 80)).downtimeSeconds())
                .isEqualTo(Pricing.modelled(SETTINGS).cost(server(1024, 80)).downtimeSeconds());
        assertThat(pricing.tooDear(server(1024, 80))).isEmpty();
        assertThat(pricing.tooDear(server(1024, 200)))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("would take 1").endsWith("s, the limit is 600.0"));
    }

    @Test
    void takesNothingForADiskThatCannotBeOne() {
        Pricing pricing = Pricing.modelled(SETTINGS);
        double before = pricing.cost(server(1024, 0)).seconds();
        for (double absurd : new double[] {1e12, Double.POSITIVE_INFINITY, Double.NaN, -5}) {
            Pricing after = pricing.learning(server(1024, 0), "pm2", new Outcome.Done(11, 1).copying(absurd), NOW);
            assertThat(after.cost(server(1024, 80)).seconds())
                    .as("%s GiB", absurd)
                    .isCloseTo(before, within(1.0));
            after = pricing.learning(server(1024, 40), "pm2", new Outcome.Done(440, 1).copying(absurd), NOW);
            assertThat(after.times().copied()).isBetween(0.0, 0.3);
            assertThat(after.cost(server(1024, 40)).seconds()).isBetween(before - 1, before + 200);
        }
    }

    @Test
    void countsWhatIsCopiedOfADiskAsSent() {
        Pricing pricing = Pricing.modelled(SETTINGS);
        assertThat(pricing.sent(server(1024, 40))).isEqualTo(pricing.sent(server(1024, 0)));
        double memory = pricing.sent(server(1024, 0)).megabytes();
        for (int i = 0; i < 40; i++)
            pricing = pricing.learning(server(1024, 40), "pm2", new Outcome.Done(440, 1, 40), NOW);
        assertThat(pricing.sent(server(1024, 40)).megabytes()).isCloseTo(memory + 40 * 1073.741824, within(1.0));
    }

    @Test
    void keepsWhatTheLinkCannotCarryOrWouldStandStillForTooLong() {
        Pricing pricing = Pricing.modelled(SETTINGS);
        assertThat(pricing.tooDear(dirtying(100))).hasValue("dirties memory at 100.0 MB/s, the link carries 100.0");
        assertThat(pricing.tooDear(dirtying(99)))
                .hasValueSatisfying(
                        why -> assertThat(why).startsWith("would be down for ").endsWith("the limit is 1.0"));
        assertThat(pricing.tooDear(dirtying(1))).isEmpty();
    }

    private static ServerInfo dirtying(double rate) {
        return new ServerInfo("s", 2, 0.5, 0.5, 4096, rate, Resources.NONE, List.of());
    }

    @Test
    void forgetsDisksThatAreSharedByNow() {
        Pricing pricing =
                Pricing.modelled(SETTINGS).learning(server(1024, 40), "pm2", new Outcome.Done(230, 1).copying(20), NOW);
        double before = pricing.cost(server(1024, 80)).seconds();
        for (int i = 0; i < 20; i++) pricing = pricing.learning(server(1024, 40), "pm2", new Outcome.Done(11, 1), NOW);
        assertThat(pricing.cost(server(1024, 80)).seconds()).isLessThan(20).isLessThan(before);
    }
}
